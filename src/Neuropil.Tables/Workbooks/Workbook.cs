namespace Neuropil.Tables;

/// <summary>A workbook that is open: its sheets by name, each read from the top as often as asked.</summary>
internal abstract class Workbook : IDisposable
{
    /// <summary>The sheets' names, in order.</summary>
    public abstract IReadOnlyList<string> Sheets { get; }

    /// <summary>The sheets that are not shown.</summary>
    public virtual IReadOnlyCollection<string> HiddenSheets => [];

    public abstract RowSource Rows(string sheet);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}

namespace Neuropil.Tables;

/// <summary>The rows of one sheet or file, from the top. The header is a row like any other here.</summary>
internal abstract class RowSource : IDisposable
{
    /// <summary>The row's number, as a spreadsheet program shows it.</summary>
    public int Line { get; protected set; }

    /// <summary>How many fields the row has; cells beyond are blank.</summary>
    public int FieldCount { get; protected set; }

    /// <summary>Whether every row must have as many fields as the header: so in text files, not in workbooks.</summary>
    public virtual bool IsRagged => false;

    /// <summary>Whether the row is hidden in its workbook.</summary>
    public virtual bool IsHidden => false;

    /// <summary>Goes to the next row.</summary>
    /// <exception cref="TableException">The file is damaged from here on.</exception>
    public abstract bool Read();

    /// <summary>A cell of the row.</summary>
    public abstract Cell this[int column] { get; }

    public bool IsBlankRow()
    {
        for (int column = 0; column < FieldCount; column++)
        {
            if (!this[column].IsBlank)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Goes to the first row that is not blank and gives its cells as names, trimmed; null where there is none.</summary>
    public IReadOnlyList<string>? ReadHeader()
    {
        while (Read())
        {
            if (!IsBlankRow())
            {
                string[] names = new string[FieldCount];
                for (int column = 0; column < names.Length; column++)
                {
                    names[column] = this[column].ToString().Trim();
                }

                int used = names.Length;
                while (!IsRagged && used > 0 && names[used - 1].Length == 0)
                {
                    used--;
                }

                return names[..used];
            }
        }

        return null;
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}

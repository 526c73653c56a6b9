using System.Globalization;

namespace Neuropil.Tables;

/// <summary>Gathers the cells of a column.</summary>
internal sealed class ColumnBuilder
{
    private byte[] bytes = new byte[1024];
    private int[] ends = new int[256];
    private CellKind[]? kinds;
    private int count;
    private int length;

    public int Count => count;

    /// <summary>Bytes gathered so far.</summary>
    public int Length => length;

    public void Add(ReadOnlySpan<byte> field)
    {
        Append(field);
        if (kinds is not null)
        {
            SetKind(field.IsEmpty ? CellKind.Blank : CellKind.Text);
        }
    }

    public void Add(CellKind kind, ReadOnlySpan<byte> text)
    {
        Append(text);
        if (kinds is null && (kind == CellKind.Text ? !text.IsEmpty : kind == CellKind.Blank))
        {
            return;
        }

        if (kinds is null)
        {
            kinds = new CellKind[ends.Length];
            for (int row = 0; row < count - 1; row++)
            {
                kinds[row] = ends[row] == (row == 0 ? 0 : ends[row - 1]) ? CellKind.Blank : CellKind.Text;
            }
        }

        SetKind(kind);
    }

    /// <summary>The column; the builder starts anew.</summary>
    public TableColumn Finish(string name, ColumnReading reading)
    {
        CellColumn column = new(name, bytes, ends, kinds, count, reading);
        (bytes, ends, kinds) = (new byte[Math.Max(1024, length)], new int[Math.Max(256, count)], null);
        (count, length) = (0, 0);
        return column;
    }

    private void SetKind(CellKind kind)
    {
        if (kinds!.Length < ends.Length)
        {
            Array.Resize(ref kinds, ends.Length);
        }

        kinds[count - 1] = kind;
    }

    private void Append(ReadOnlySpan<byte> field)
    {
        if ((long)length + field.Length > Array.MaxLength)
        {
            throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"A column holds more than {Array.MaxLength} bytes; read the table in parts."));
        }

        if (length + field.Length > bytes.Length)
        {
            Array.Resize(ref bytes, (int)Math.Min(Array.MaxLength, Math.Max(2L * bytes.Length, length + (long)field.Length)));
        }

        if (count == ends.Length)
        {
            Array.Resize(ref ends, 2 * count);
        }

        field.CopyTo(bytes.AsSpan(length));
        length += field.Length;
        ends[count++] = length;
    }
}

using CsvHelper;

namespace Neuropil.Tables;

/// <summary>Columns one below the other.</summary>
internal sealed class JoinedColumn : TableColumn
{
    private readonly TableColumn[] parts;
    private readonly int[] starts;

    private JoinedColumn(string name, TableColumn[] parts)
        : base(name, parts.Sum(part => part.Length))
    {
        this.parts = parts;
        starts = new int[parts.Length];
        for (int part = 1; part < parts.Length; part++)
        {
            starts[part] = starts[part - 1] + parts[part - 1].Length;
        }
    }

    internal override MissingCodes Missing => parts[0].Missing;

    internal override StoredKind Stored => Array.TrueForAll(parts, part => part.Stored == parts[0].Stored) ? parts[0].Stored : StoredKind.Text;

    public static TableColumn Of(string name, TableColumn[] parts)
        => parts.Length == 0 ? Texts(name, []) : parts.Length == 1 ? parts[0].Named(name) : new JoinedColumn(name, parts);

    public override CellKind Kind(int row) => At(ref row).Kind(row);

    public override string Text(int row) => At(ref row).Text(row);

    public override bool IsMissing(int row) => At(ref row).IsMissing(row);

    public override bool TryNumber(int row, out double value) => At(ref row).TryNumber(row, out value);

    public override double Number(int row, out CellFault? fault) => At(ref row).Number(row, out fault);

    public override string Identity(int row, out CellFault? fault) => At(ref row).Identity(row, out fault);

    internal override void WriteField(CsvWriter writer, int row) => At(ref row).WriteField(writer, row);

    private TableColumn At(ref int row)
    {
        int part = Array.BinarySearch(starts, row);
        part = part < 0 ? ~part - 1 : part;
        row -= starts[part];
        return parts[part];
    }
}

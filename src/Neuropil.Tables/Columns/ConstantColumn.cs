using System.Text;
using CsvHelper;

namespace Neuropil.Tables;

/// <summary>A column whose cells all hold one text: a file's name, a sheet's.</summary>
internal sealed class ConstantColumn(string name, string text, int length, MissingCodes missing) : TableColumn(name, length)
{
    private readonly byte[] bytes = Encoding.UTF8.GetBytes(text);

    internal override MissingCodes Missing => missing;

    public override CellKind Kind(int row) => text.Length == 0 ? CellKind.Blank : CellKind.Text;

    public override string Text(int row) => text;

    public override bool IsMissing(int row) => missing.Contains(Utf8Text.Trim(bytes));

    public override bool TryNumber(int row, out double value) => TableNumber.TryParse(bytes, out value);

    public override double Number(int row, out CellFault? fault) => CellReading.Number(Kind(row), bytes, decimalComma: false, missing, out fault);

    public override string Identity(int row, out CellFault? fault) => CellReading.Name(Kind(row), bytes, missing, out fault);

    internal override void WriteField(CsvWriter writer, int row) => writer.WriteField(bytes);
}

using System.Globalization;
using System.Text;

namespace Neuropil.Tables;

/// <summary>One cell of a row that is being read. Valid until the next row.</summary>
internal readonly ref struct Cell
{
    public Cell(double number)
    {
        Kind = CellKind.Number;
        Number = number;
    }

    public Cell(double number, ReadOnlySpan<byte> text)
    {
        Kind = CellKind.Number;
        Number = number;
        Text = text;
    }

    public Cell(CellKind kind, ReadOnlySpan<byte> text)
    {
        Kind = kind;
        Text = text;
    }

    public CellKind Kind { get; }

    public double Number { get; }

    /// <summary>The text in UTF-8; of a number where the format has one.</summary>
    public ReadOnlySpan<byte> Text { get; }

    public bool IsBlank => Kind == CellKind.Blank || (Kind == CellKind.Text && Trimmed.IsEmpty);

    public ReadOnlySpan<byte> Trimmed => Text.Trim(" \t"u8);

    /// <summary>The cell as text: a number as short as it can be read back.</summary>
    public override string ToString() => Kind == CellKind.Number && Text.IsEmpty ? Number.ToString(CultureInfo.InvariantCulture) : Encoding.UTF8.GetString(Text);
}

using System.Globalization;
using System.Text;
using CsvHelper;

namespace Neuropil.Tables;

/// <summary>A named column of a <see cref="Table"/>. Every cell can be asked as exact text or as a number.</summary>
public abstract class TableColumn
{
    private protected TableColumn(string name, int length)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Length = length;
    }

    /// <summary>The column's name in the header.</summary>
    public string Name { get; }

    /// <summary>Number of cells.</summary>
    public int Length { get; }

    /// <summary>The codes that stand for a missing value in this column.</summary>
    internal virtual MissingCodes Missing => MissingCodes.Usual;

    /// <summary>As what values are stored where a format has types.</summary>
    internal virtual StoredKind Stored => StoredKind.Text;

    /// <summary>A column of texts.</summary>
    public static TableColumn Texts(string name, IReadOnlyList<string> values) => new TextColumn(name, values);

    /// <summary>A column of numbers, written as short as they can be read back; NaN is written as an empty field.</summary>
    public static TableColumn Numbers(string name, IReadOnlyList<double> values) => new NumberColumn(name, values);

    /// <summary>A column of integers.</summary>
    public static TableColumn Integers(string name, IReadOnlyList<int> values) => new IntegerColumn(name, values);

    /// <summary>What the cell holds.</summary>
    public abstract CellKind Kind(int row);

    /// <summary>The cell as it stands in the file, to the last digit; empty where it is blank. A date in ISO 8601.</summary>
    public abstract string Text(int row);

    /// <summary>Whether the cell is blank or a code for a missing value (NA, NaN, N/A, and those that the request names for the column).</summary>
    public abstract bool IsMissing(int row);

    /// <summary>Whether the cell is a number (NaN where it is blank). Codes for missing values are no exception here.</summary>
    public abstract bool TryNumber(int row, out double value);

    /// <summary>The cell's finite number; NaN and what is wrong with it where there is none, or where it is missing.</summary>
    public abstract double Number(int row, out CellFault? fault);

    /// <summary>The cell as a name: without white space at its ends, a whole number without its decimals; empty and a fault where it is none.</summary>
    public abstract string Identity(int row, out CellFault? fault);

    /// <summary>The column under another name.</summary>
    public TableColumn Named(string name) => name == Name ? this : new RowsColumn(name, this, null);

    /// <summary>Some of the column's cells, in the order given; −1 gives a blank one.</summary>
    internal TableColumn Take(int[] rows) => new RowsColumn(Name, this, rows);

    internal abstract void WriteField(CsvWriter writer, int row);

    internal sealed class TextColumn(string name, IReadOnlyList<string> values) : TableColumn(name, values.Count)
    {
        public IReadOnlyList<string> Values => values;

        public override CellKind Kind(int row) => values[row].Length == 0 ? CellKind.Blank : CellKind.Text;

        public override string Text(int row) => values[row];

        public override bool IsMissing(int row) => Missing.Contains(Encoding.UTF8.GetBytes(Utf8Text.Trim(values[row])));

        public override bool TryNumber(int row, out double value) => TableNumber.TryParse(Encoding.UTF8.GetBytes(values[row]), out value);

        public override double Number(int row, out CellFault? fault)
            => CellReading.Number(Kind(row), Encoding.UTF8.GetBytes(values[row]), decimalComma: false, Missing, out fault);

        public override string Identity(int row, out CellFault? fault) => CellReading.Name(Kind(row), Encoding.UTF8.GetBytes(values[row]), Missing, out fault);

        internal override void WriteField(CsvWriter writer, int row) => writer.WriteField(values[row]);
    }

    internal sealed class NumberColumn(string name, IReadOnlyList<double> values, MissingCodes? missing = null) : TableColumn(name, values.Count)
    {
        internal override MissingCodes Missing => missing ?? MissingCodes.Usual;

        internal override StoredKind Stored => StoredKind.Number;

        public IReadOnlyList<double> Values => values;

        public override CellKind Kind(int row) => double.IsNaN(values[row]) ? CellKind.Blank : CellKind.Number;

        public override string Text(int row)
            => double.IsNaN(values[row]) ? string.Empty : values[row].ToString(CultureInfo.InvariantCulture);

        public override bool IsMissing(int row) => Missing.Contains(values[row]);

        public override bool TryNumber(int row, out double value)
        {
            value = values[row];
            return true;
        }

        public override double Number(int row, out CellFault? fault)
        {
            fault = null;
            return double.IsFinite(values[row]) && !Missing.Contains(values[row]) ? values[row] : CellReading.Number(Kind(row), Encoding.UTF8.GetBytes(Text(row)), decimalComma: false, Missing, out fault);
        }

        public override string Identity(int row, out CellFault? fault) => CellReading.Name(Kind(row), Encoding.UTF8.GetBytes(Text(row)), Missing, out fault);

        internal override void WriteField(CsvWriter writer, int row)
        {
            double value = values[row];
            if (double.IsNaN(value))
            {
                writer.WriteField(string.Empty);
            }
            else
            {
                writer.WriteField(value);
            }
        }
    }

    internal sealed class IntegerColumn(string name, IReadOnlyList<int> values) : TableColumn(name, values.Count)
    {
        internal override StoredKind Stored => StoredKind.Integer;

        public IReadOnlyList<int> Values => values;

        public override CellKind Kind(int row) => CellKind.Number;

        public override string Text(int row) => values[row].ToString(CultureInfo.InvariantCulture);

        public override bool IsMissing(int row) => false;

        public override bool TryNumber(int row, out double value)
        {
            value = values[row];
            return true;
        }

        public override double Number(int row, out CellFault? fault)
        {
            fault = null;
            return values[row];
        }

        public override string Identity(int row, out CellFault? fault)
        {
            fault = null;
            return Text(row);
        }

        internal override void WriteField(CsvWriter writer, int row) => writer.WriteField(values[row]);
    }
}

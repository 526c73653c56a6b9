using System.Globalization;
using System.Text;
using CsvHelper;

namespace Neuropil.Tables;

/// <summary>A named column of a <see cref="Table"/>: texts, numbers or integers.</summary>
public abstract class TableColumn
{
    private TableColumn(string name, int length)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Length = length;
    }

    /// <summary>The column's name in the header.</summary>
    public string Name { get; }

    internal int Length { get; }

    /// <summary>A column of texts.</summary>
    public static TableColumn Texts(string name, IReadOnlyList<string> values) => new TextColumn(name, values);

    /// <summary>A column of numbers, written as short as they can be read back; NaN is written as an empty field.</summary>
    public static TableColumn Numbers(string name, IReadOnlyList<double> values) => new NumberColumn(name, values);

    /// <summary>A column of integers.</summary>
    public static TableColumn Integers(string name, IReadOnlyList<int> values) => new IntegerColumn(name, values);

    internal abstract void WriteField(CsvWriter writer, int row);

    internal abstract string Text(int row);

    /// <summary>Whether the field is a number; NaN where it is empty.</summary>
    internal abstract bool TryNumber(int row, out double value);

    internal sealed class TextColumn(string name, IReadOnlyList<string> values) : TableColumn(name, values.Count)
    {
        public IReadOnlyList<string> Values => values;

        internal override void WriteField(CsvWriter writer, int row) => writer.WriteField(values[row]);

        internal override string Text(int row) => values[row];

        internal override bool TryNumber(int row, out double value) => TableNumber.TryParse(Encoding.UTF8.GetBytes(values[row]), out value);
    }

    internal sealed class NumberColumn(string name, IReadOnlyList<double> values) : TableColumn(name, values.Count)
    {
        public IReadOnlyList<double> Values => values;

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

        internal override string Text(int row)
            => double.IsNaN(values[row]) ? string.Empty : values[row].ToString(CultureInfo.InvariantCulture);

        internal override bool TryNumber(int row, out double value)
        {
            value = values[row];
            return true;
        }
    }

    internal sealed class IntegerColumn(string name, IReadOnlyList<int> values) : TableColumn(name, values.Count)
    {
        public IReadOnlyList<int> Values => values;

        internal override void WriteField(CsvWriter writer, int row) => writer.WriteField(values[row]);

        internal override string Text(int row) => values[row].ToString(CultureInfo.InvariantCulture);

        internal override bool TryNumber(int row, out double value)
        {
            value = values[row];
            return true;
        }
    }

    /// <summary>A column as it was read: UTF-8, end to end.</summary>
    internal sealed class ReadColumn(string name, byte[] bytes, int[] ends, int length) : TableColumn(name, length)
    {
        internal override void WriteField(CsvWriter writer, int row) => writer.WriteField(Field(row));

        internal override string Text(int row) => Encoding.UTF8.GetString(Field(row));

        internal override bool TryNumber(int row, out double value) => TableNumber.TryParse(Field(row), out value);

        private ReadOnlySpan<byte> Field(int row)
        {
            int start = row == 0 ? 0 : ends[row - 1];
            return bytes.AsSpan(start, ends[row] - start);
        }
    }
}

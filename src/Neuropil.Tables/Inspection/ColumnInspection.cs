using System.Globalization;
using System.Text;

namespace Neuropil.Tables;

/// <summary>What a column holds, as far as its rows were looked at.</summary>
public sealed class ColumnInspection
{
    /// <summary>Different texts that are counted; beyond, a column has many.</summary>
    public const int MostDistinct = 1 << 20;

    private const int MostKept = 1000;
    private static readonly double[] UsualCodes = [-1, -2, -9, -99, -999, -9999, -99999, 99, 999, 9999, 99999, 999999];
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);
    private readonly Dictionary<double, int> codes = [];
    private readonly HashSet<UInt128> seen = [];
    private readonly double[] vector = new double[16];
    private readonly double[] vectorLeast = new double[16];
    private readonly double[] vectorMost = new double[16];
    private int numbers;
    private int integers;
    private int vectors;
    private int dates;
    private int truths;
    private int errors;
    private double sum;

    internal ColumnInspection(string name) => Name = name;

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>Rows looked at.</summary>
    public int RowCount { get; private set; }

    /// <summary>Blank cells and codes for a missing value.</summary>
    public int MissingCount { get; private set; }

    /// <summary>What the cells that are not missing hold: the kind that all of them have; text where they differ.</summary>
    public ColumnKind Kind
        => RowCount == MissingCount ? ColumnKind.Empty
            : numbers == Present ? integers == Present ? ColumnKind.Integer : ColumnKind.Number
            : vectors == Present ? ColumnKind.Vector
            : dates == Present ? ColumnKind.Date
            : truths == Present ? ColumnKind.Boolean
            : ColumnKind.Text;

    /// <summary>Cells that are numbers.</summary>
    public int NumberCount => numbers;

    /// <summary>Cells that are error values of a spreadsheet, or formulas without a value.</summary>
    public int ErrorCount => errors;

    /// <summary>Number of different texts; null where there are more than <see cref="MostDistinct"/>.</summary>
    public int? DistinctCount { get; private set; } = 0;

    /// <summary>Whether no text stands in two rows and none is missing: a key.</summary>
    public bool IsUnique => MissingCount == 0 && DistinctCount == RowCount && RowCount > 0;

    /// <summary>Whether all cells that are not missing are one text.</summary>
    public bool IsConstant => DistinctCount == 1;

    /// <summary>The least number; NaN without numbers.</summary>
    public double Least { get; private set; } = double.NaN;

    /// <summary>The largest number; NaN without numbers.</summary>
    public double Most { get; private set; } = double.NaN;

    /// <summary>The mean of the numbers; NaN without numbers.</summary>
    public double Mean => numbers == 0 ? double.NaN : sum / numbers;

    /// <summary>The most digits of an integer: more than 15 are lost in a spreadsheet.</summary>
    public int MostDigits { get; private set; }

    /// <summary>How many numbers a vector has; 0 where the column holds none.</summary>
    public int VectorLength { get; private set; }

    /// <summary>Least and largest of each number of the vectors.</summary>
    public IReadOnlyList<(double Least, double Most)> VectorRanges => [.. Enumerable.Range(0, Kind == ColumnKind.Vector ? VectorLength : 0).Select(axis => (vectorLeast[axis], vectorMost[axis]))];

    /// <summary>The first texts in the order they come, at most a thousand different ones, with how often they came since.</summary>
    public IReadOnlyDictionary<string, int> Values => counts;

    /// <summary>
    /// Numbers that look like codes for a missing value: −1, −9, −999, 9999 and the like, which stand in two rows and more while all other
    /// numbers lie on the other side of zero, or far off.
    /// </summary>
    public IReadOnlyList<double> LikelyCodes
        => [.. codes.Where(code => code.Value > 1 && code.Value < numbers && IsApart(code.Key)).Select(code => code.Key).Order()];

    private int Present => RowCount - MissingCount;

    private double LeastBesides { get; set; } = double.PositiveInfinity;

    private double MostBesides { get; set; } = double.NegativeInfinity;

    /// <summary>Looks at a table's columns.</summary>
    /// <param name="source">The table.</param>
    /// <param name="mostRows">Rows to look at, at least: reading ends with the chunk that reaches them.</param>
    /// <param name="execution">Cancellation.</param>
    public static IReadOnlyList<ColumnInspection> Of(TableSource source, int mostRows = 1_000_000, Numerics.Execution? execution = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ColumnInspection[] found = [.. source.Columns.Select(column => new ColumnInspection(column))];
        foreach (Table rows in source.Chunks(null, execution))
        {
            for (int column = 0; column < found.Length; column++)
            {
                found[column].Add(rows.Columns[column]);
            }

            if (found.Length > 0 && found[0].RowCount >= mostRows)
            {
                break;
            }
        }

        return found;
    }

    internal void Add(TableColumn column)
    {
        for (int row = 0; row < column.Length; row++)
        {
            RowCount++;
            if (column.IsMissing(row))
            {
                MissingCount++;
                continue;
            }

            string text = Utf8Text.Trim(column.Text(row));
            Count(text);
            switch (column.Kind(row))
            {
                case CellKind.Date:
                    dates++;
                    break;
                case CellKind.Boolean:
                    truths++;
                    break;
                case CellKind.Error or CellKind.Formula:
                    errors++;
                    break;
                default:
                    AddValue(column.Number(row, out CellFault? fault), fault, text);
                    break;
            }
        }
    }

    private void AddValue(double number, CellFault? fault, string text)
    {
        if (fault is null)
        {
            numbers++;
            sum += number;
            Least = number < Least || double.IsNaN(Least) ? number : Least;
            Most = number > Most || double.IsNaN(Most) ? number : Most;
            if (number == Math.Floor(number) && text.AsSpan().IndexOfAny('.', 'E', 'e') < 0)
            {
                integers++;
                MostDigits = Math.Max(MostDigits, text.AsSpan().TrimStart("+-").Length);
            }

            if (Array.IndexOf(UsualCodes, number) >= 0)
            {
                codes[number] = codes.GetValueOrDefault(number) + 1;
            }
            else
            {
                LeastBesides = Math.Min(LeastBesides, number);
                MostBesides = Math.Max(MostBesides, number);
            }

            return;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            || DateTime.TryParseExact(text, ["s", "yyyy-MM-dd HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            dates++;
        }
        else if (text is "TRUE" or "FALSE" or "True" or "False" or "true" or "false" or "T" or "F")
        {
            truths++;
        }
        else if (VectorText.Read(text, vector) is var length && length > 1 && (VectorLength == 0 || VectorLength == length))
        {
            for (int axis = 0; axis < length; axis++)
            {
                vectorLeast[axis] = vectors == 0 ? vector[axis] : Math.Min(vectorLeast[axis], vector[axis]);
                vectorMost[axis] = vectors == 0 ? vector[axis] : Math.Max(vectorMost[axis], vector[axis]);
            }

            vectors++;
            VectorLength = length;
        }
    }

    private void Count(string text)
    {
        if (counts.TryGetValue(text, out int count))
        {
            counts[text] = count + 1;
        }
        else if (counts.Count < MostKept)
        {
            counts.Add(text, 1);
        }

        if (DistinctCount is not null)
        {
            // 128 bits of a hash stand for a text: two texts of a million share one with a chance of 10^-27.
            seen.Add(Hash(text));
            DistinctCount = seen.Count;
            if (seen.Count > MostDistinct)
            {
                DistinctCount = null;
                seen.Clear();
            }
        }
    }

    private static UInt128 Hash(string text)
    {
        Span<byte> hash = stackalloc byte[System.Security.Cryptography.SHA256.HashSizeInBytes];
        System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    private bool IsApart(double code)
        => MostBesides >= LeastBesides && (code < 0 ? LeastBesides >= 0 : MostBesides < code / 3);
}

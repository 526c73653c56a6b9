using System.Globalization;
using System.Text;
using CsvHelper;

namespace Neuropil.Tables;

/// <summary>How a text file is written: what separates fields, and whether numbers have a decimal comma. Found in its first rows.</summary>
/// <param name="Separator">The sign between fields.</param>
/// <param name="DecimalComma">Whether numbers have a decimal comma.</param>
internal sealed record TextFormat(byte Separator, bool DecimalComma)
{
    private const int SampleBytes = 1 << 18;
    private const int SampleRows = 200;

    /// <summary>The separator in words.</summary>
    public string SeparatorName
        => Separator switch { (byte)',' => "commas", (byte)';' => "semicolons", (byte)'\t' => "tabs", (byte)'|' => "bars (|)", _ => "spaces" };

    /// <summary>Finds the format by the file's first rows: the separator that parts the most rows alike.</summary>
    public static TextFormat Of(Stream content, IReadOnlyList<string> named)
    {
        byte[] buffer = new byte[SampleBytes];
        int length = content.ReadAtLeast(buffer, SampleBytes, throwOnEndOfStream: false);
        string[][] best = [];
        byte separator = (byte)',';
        double bestScore = double.NegativeInfinity;
        foreach (byte candidate in ",;\t| "u8)
        {
            string[][] rows = Rows(buffer.AsMemory(0, length), candidate, length == SampleBytes);
            double score = Score(rows, named) - (candidate == ' ' ? 0.3 : 0);
            if (score > bestScore)
            {
                (best, separator, bestScore) = (rows, candidate, score);
            }
        }

        return new TextFormat(separator, separator != (byte)',' && HasDecimalComma(best));
    }

    private static double Score(string[][] rows, IReadOnlyList<string> named)
    {
        if (rows.Length == 0)
        {
            return -1;
        }

        if (named.Count > 0 && rows.Any(row => named.All(name => row.Contains(name))))
        {
            return 2 + (rows.Length > 0 ? 1.0 / rows.Max(row => row.Length) : 0);
        }

        IGrouping<int, string[]> usual = rows.GroupBy(row => row.Length).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key).First();
        return usual.Key < 2 ? 0 : (double)usual.Count() / rows.Length;
    }

    private static string[][] Rows(ReadOnlyMemory<byte> sample, byte separator, bool isCut)
    {
        List<string[]> rows = [];
        try
        {
            using CsvReader reader = CsvReader.Create(
                sample,
                new CsvReaderOptions
                {
                    Separator = (char)separator, HasHeader = false, SkipEmptyLines = true, MalformedData = CsvMalformedDataHandling.Recover, MaxRecordSize = SampleBytes,
                });
            while (rows.Count < SampleRows && reader.Read())
            {
                string[] fields = new string[Math.Min(reader.FieldCount, TableLimits.Columns)];
                for (int field = 0; field < fields.Length; field++)
                {
                    fields[field] = Utf8Text.Trim(Encoding.UTF8.GetString(reader.GetSpan(field)));
                }

                rows.Add(fields);
            }
        }
        catch (CsvFormatException)
        {
            // A row beyond the sample, or quotes that do not pair under this separator: what was read until there decides.
        }

        return [.. rows.Take(isCut && rows.Count > 1 && rows.Count < SampleRows ? rows.Count - 1 : rows.Count)];
    }

    private static bool HasDecimalComma(string[][] rows)
    {
        int commas = 0;
        foreach (string[] row in rows)
        {
            foreach (string field in row)
            {
                if (field.Contains('.') && double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
                {
                    return false;
                }

                commas += TableNumber.HasDecimalComma(field) && !TableNumber.MayBeThousands(field) ? 1 : 0;
            }
        }

        return commas > 0;
    }
}

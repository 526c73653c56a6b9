using System.Globalization;
using Neuropil.Tables;

namespace Neuropil.Synapses;

/// <summary>Reads tables of synapses, and checks every cell that the study uses.</summary>
public static class SynapseFile
{
    private const string Supported = "a table: .xlsx, .xls, .csv, .tsv or .parquet";

    /// <summary>Reads and checks a table: .xlsx (.xlsm), .xls, .csv, .tsv (.tab) or .parquet.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sheet">The sheet of a workbook; null: the first that has the required columns.</param>
    /// <param name="exclusions">Rows that are left out later: their numbers may be missing or wrong, and are NaN then.</param>
    /// <returns>The synapses, in file order, and notes for the log.</returns>
    /// <exception cref="TableException">The file cannot be used: all its problems together, the first ten in full.</exception>
    public static SynapseTable Read(string path, string? sheet = null, ExclusionList? exclusions = null)
    {
        FileInspection.RequireFile(path);
        string extension = Path.GetExtension(path).ToLowerInvariant();
        exclusions ??= ExclusionList.Empty;
        switch (extension)
        {
            case ".xlsx" or ".xlsm":
                FileInspection.RequireContent(path, FileContent.OpenXmlWorkbook);
                using (Workbook workbook = OpenXmlWorkbook.Open(path))
                {
                    return ReadWorkbook(workbook, path, sheet, exclusions);
                }

            case ".xls":
                FileInspection.RequireContent(path, FileContent.BinaryWorkbook);
                using (Workbook workbook = BinaryWorkbook.Open(path))
                {
                    return ReadWorkbook(workbook, path, sheet, exclusions);
                }

            case ".csv" or ".tsv" or ".tab":
                FileInspection.RequireContent(path, FileContent.Text);
                using (RowSource rows = CsvRows.Open(path, extension == ".csv" ? (byte)',' : (byte)'\t'))
                {
                    return ReadPlain(rows, path, sheet, exclusions);
                }

            case ".parquet":
                FileInspection.RequireContent(path, FileContent.Parquet);
                using (RowSource rows = ParquetRows.Open(path))
                {
                    return ReadPlain(rows, path, sheet, exclusions);
                }

            default:
                throw FileInspection.Problem(
                    path,
                    extension.Length == 0 ? "has no extension" : $"has the extension '{extension}'",
                    Supported,
                    extension is ".ods" or ".xlsb" ? "In the spreadsheet program, save the workbook as .xlsx." : "Save the table in one of these formats.");
        }
    }

    private static SynapseTable ReadWorkbook(Workbook workbook, string path, string? sheet, ExclusionList exclusions)
    {
        if (workbook.Sheets.Count == 0)
        {
            throw FileInspection.Problem(path, "has no sheets with cells", "a sheet with a header row and one row a synapse", "Add one.");
        }

        string chosen = sheet is null ? FirstSuitable(workbook) : Named(workbook, path, sheet);
        using RowSource rows = workbook.Rows(chosen);
        SynapseTable table = ReadRows(rows, path, chosen, exclusions);
        return sheet is null && workbook.Sheets.Count > 1
            ? table with
            {
                Notes =
                [
                    string.Create(CultureInfo.InvariantCulture, $"{path} has {workbook.Sheets.Count} sheets ({string.Join(", ", workbook.Sheets)}); read '{chosen}', the first with the required columns. --sheet or [Data] Sheet chooses another."),
                    .. table.Notes,
                ],
            }
            : table;
    }

    private static string Named(Workbook workbook, string path, string sheet)
        => workbook.Sheets.FirstOrDefault(name => name == sheet)
            ?? throw FileInspection.Problem(
                path,
                $"has no sheet '{sheet}'{NearestName.Suggestion(sheet, workbook.Sheets)}",
                "one of the sheets " + string.Join(", ", workbook.Sheets),
                "Correct --sheet or [Data] Sheet, or leave it out.");

    /// <summary>The first sheet with all columns; else the one that lacks the fewest, which the errors are about then.</summary>
    private static string FirstSuitable(Workbook workbook)
    {
        string best = workbook.Sheets[0];
        int fewest = int.MaxValue;
        foreach (string name in workbook.Sheets)
        {
            using RowSource rows = workbook.Rows(name);
            int missing = rows.ReadHeader() is IReadOnlyList<string> header ? SynapseColumns.In(header).MissingCount : int.MaxValue;
            if (missing == 0)
            {
                return name;
            }

            if (missing < fewest)
            {
                (best, fewest) = (name, missing);
            }
        }

        return best;
    }

    private static SynapseTable ReadPlain(RowSource rows, string path, string? sheet, ExclusionList exclusions)
    {
        SynapseTable table = ReadRows(rows, path, null, exclusions);
        return sheet is null
            ? table
            : table with { Notes = [$"{path} has no sheets: the sheet '{sheet}' that was asked for does not apply.", .. table.Notes] };
    }

    private static SynapseTable ReadRows(RowSource rows, string path, string? sheet, ExclusionList exclusions)
    {
        ProblemCollector problems = new(path, sheet);
        SynapseColumns columns = SynapseColumns.In(ReadHeader(rows, problems));
        columns.Report(problems);
        problems.ThrowIfAny();
        SynapseRowReader reader = new(columns, exclusions, problems);
        reader.ReadAll(rows);
        if (reader.Synapses.Count == 0 && problems.Count == 0)
        {
            problems.Whole("has a header and no rows", "at least one row, one a synapse", "Fill the table, or name another file.");
        }

        problems.ThrowIfAny();
        return new SynapseTable
        {
            Source = path,
            Sheet = sheet,
            Synapses = reader.Synapses,
            ExtraColumns = [.. columns.Extra.Select(column => columns.Header[column])],
            HasBoutonVolume = columns.BoutonVolume >= 0,
            Notes = reader.Notes(),
        };
    }

    private static IReadOnlyList<string> ReadHeader(RowSource rows, ProblemCollector problems)
    {
        IReadOnlyList<string>? header = rows.ReadHeader();
        if (header is null)
        {
            problems.Whole("is empty", "a header row, then one row a synapse", "Fill it, or name another file or sheet.");
        }
        else if (header.Count == 1 && rows.IsRagged && header[0].AsSpan().ContainsAny(';', '\t', ','))
        {
            string separator = header[0].Contains(';') ? "semicolons" : header[0].Contains('\t') ? "tabs" : "commas";
            problems.Whole(
                $"the header's fields are separated by {separator}",
                "commas in a .csv, tabs in a .tsv",
                "Save the table as CSV with commas and decimal points, or as .xlsx.");
        }

        problems.ThrowIfAny();
        return header!;
    }
}

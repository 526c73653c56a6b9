using System.Globalization;
using Neuropil.Numerics;

namespace Neuropil.Tables;

/// <summary>The parts of a table that one file holds: the file itself, or the sheets of a workbook that were chosen.</summary>
internal sealed class FileParts : IDisposable
{
    private readonly IDisposable? owner;

    private FileParts(IReadOnlyList<(string? Sheet, TablePart Part)> parts, IDisposable? owner) => (Parts, this.owner) = (parts, owner);

    public IReadOnlyList<(string? Sheet, TablePart Part)> Parts { get; }

    public static FileParts Open(TableFile file, TableRequest request, List<string> notes)
    {
        try
        {
            return file.Extension switch
            {
                ".xlsx" or ".xlsm" => OpenWorkbook(OpenXmlWorkbook.Open(file.OpenContent(), file.Name), file, request, notes),
                ".xls" => OpenWorkbook(BinaryWorkbook.Open(file.OpenContent(), file.Name), file, request, notes),
                ".parquet" => Single(new ParquetPart(file.OpenContent(), request, file.Name, notes), file, request, notes),
                _ => Single(OpenText(file, request, notes), file, request, notes),
            };
        }
        catch (InvalidDataException exception)
        {
            throw FileInspection.Problem(file.Name, "is a damaged file: " + exception.Message.TrimEnd('.'), "a file that can be read", "Copy or save it again.", exception);
        }
    }

    public void Dispose()
    {
        foreach ((_, TablePart part) in Parts)
        {
            part.Dispose();
        }

        owner?.Dispose();
    }

    private static FileParts Single(TablePart part, TableFile file, TableRequest request, List<string> notes)
    {
        if (request.Sheet.Names.Count > 0)
        {
            notes.Add($"{ForeignText.Escaped(file.Name)} has no sheets: the sheet {NameList.Of(request.Sheet.Names)} that was asked for does not apply.");
        }

        return new FileParts([(null, part)], null);
    }

    private static RowPart OpenText(TableFile file, TableRequest request, List<string> notes)
    {
        TextFormat format;
        using (Stream content = file.OpenContent())
        {
            format = TextFormat.Of(content, request.Named);
        }

        byte usual = file.Extension is ".tsv" or ".tab" ? (byte)'\t' : (byte)',';
        if (format.Separator != usual || format.DecimalComma)
        {
            notes.Add($"{ForeignText.Escaped(file.Name)}: fields are separated by {format.SeparatorName}{(format.DecimalComma ? ", numbers have a decimal comma" : string.Empty)}.");
        }

        return new RowPart(() => CsvRows.Open(file.OpenContent(), file.Name, format.Separator), request, file.Name, null, format.DecimalComma, notes);
    }

    private static FileParts OpenWorkbook(Workbook workbook, TableFile file, TableRequest request, List<string> notes)
    {
        try
        {
            if (workbook.Sheets.Count == 0)
            {
                throw FileInspection.Problem(file.Name, "has no sheets with cells", "a sheet with a header row and rows of data", "Add one.");
            }

            SheetChoice choice = request.Sheet;
            if (choice.Keys.Count > 0)
            {
                string[] joined = [.. choice.Names.Select(name => Named(workbook, file, name))];
                return new FileParts([(null, new JoinedSheetsPart([.. joined.Select(name => Part(workbook, file, request, name, notes, choice.Keys))], joined, choice.Keys, file.Name, notes))], workbook);
            }

            if (choice.Stacks)
            {
                string[] stacked = choice.Names.Count > 0 ? [.. choice.Names.Select(name => Named(workbook, file, name))] : [.. workbook.Sheets.Where(name => !workbook.HiddenSheets.Contains(name))];
                TellHidden(workbook, file, choice.Names.Count == 0, notes);
                return new FileParts([.. stacked.Select(name => ((string?)name, Part(workbook, file, request, name, notes, request.Named)))], workbook);
            }

            string chosen = choice.Names.Count > 0 ? Named(workbook, file, choice.Names[0]) : FirstSuitable(workbook, file, request);
            if (choice.Names.Count == 0)
            {
                TellHidden(workbook, file, isTold: true, notes);
                if (workbook.Sheets.Count > 1)
                {
                    notes.Add(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{ForeignText.Escaped(file.Name)} has {workbook.Sheets.Count} sheets ({NameList.Of(workbook.Sheets)}); read '{ForeignText.Shown(chosen)}'. Sheet chooses another."));
                }
            }

            return new FileParts([(chosen, Part(workbook, file, request, chosen, notes, request.Named))], workbook);
        }
        catch
        {
            workbook.Dispose();
            throw;
        }
    }

    private static void TellHidden(Workbook workbook, TableFile file, bool isTold, List<string> notes)
    {
        if (isTold && workbook.HiddenSheets.Count > 0)
        {
            notes.Add($"{ForeignText.Escaped(file.Name)} has hidden sheets, which are read only where Sheet names them: {NameList.Of(workbook.HiddenSheets)}.");
        }
    }

    private static RowPart Part(Workbook workbook, TableFile file, TableRequest request, string sheet, List<string> notes, IReadOnlyList<string> named)
        => new(() => workbook.Rows(sheet), request with { Named = named }, file.Name, sheet, decimalComma: false, notes);

    private static string Named(Workbook workbook, TableFile file, string sheet)
        => workbook.Sheets.FirstOrDefault(name => name == sheet) ?? workbook.Sheets.FirstOrDefault(name => Utf8Text.Trim(name) == sheet)
            ?? throw FileInspection.Problem(
                file.Name,
                $"has no sheet '{ForeignText.Shown(sheet)}'{NearestName.Suggestion(sheet, workbook.Sheets)}",
                "one of the sheets " + NameList.Of(workbook.Sheets),
                "Correct Sheet, or leave it out.");

    /// <summary>The first visible sheet with all named columns; else the one that lacks the fewest, a visible one before a hidden one.</summary>
    private static string FirstSuitable(Workbook workbook, TableFile file, TableRequest request)
    {
        string best = workbook.Sheets[0];
        int fewest = int.MaxValue;
        foreach (string name in workbook.Sheets.OrderBy(name => workbook.HiddenSheets.Contains(name) ? 1 : 0))
        {
            int missing;
            try
            {
                using TablePart part = Part(workbook, file, request, name, [], request.Named);
                missing = request.Named.Count(column => part.Header.Resolve(column) is null);
            }
            catch (TableException) when (workbook.Sheets.Count > 1)
            {
                continue;
            }

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
}

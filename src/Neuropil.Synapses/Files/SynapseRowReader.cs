using System.Globalization;
using Neuropil.Tables;

namespace Neuropil.Synapses;

/// <summary>Makes synapses of rows, and gathers everything that is wrong with them.</summary>
internal sealed class SynapseRowReader(SynapseColumns columns, ExclusionList exclusions, ProblemCollector problems)
{
    private static readonly string[] Axes = ["x", "y", "z"];
    private readonly Dictionary<SynapseKey, int> lineOfKey = [];
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly List<Synapse> synapses = [];
    private readonly double[] positions = new double[6];
    private readonly List<int> blankLines = [];
    private readonly List<string> notes = [];
    private int textNumbers;

    public IReadOnlyList<Synapse> Synapses => synapses;

    public void ReadAll(RowSource rows)
    {
        int pendingBlanks = 0;
        while (rows.Read())
        {
            if (rows.IsBlankRow())
            {
                pendingBlanks++;
                blankLines.Add(rows.Line);
                continue;
            }

            pendingBlanks = 0;
            if (rows.IsRagged && rows.FieldCount != columns.Header.Count)
            {
                HeaderChecks.FieldCount(rows, columns.Header.Count, problems);
                continue;
            }

            ReadRow(rows);
        }

        blankLines.RemoveRange(blankLines.Count - pendingBlanks, pendingBlanks);
    }

    public IReadOnlyList<string> Notes()
    {
        if (blankLines.Count > 0)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{Count(blankLines.Count, "blank row")} skipped (the first: row {blankLines[0]})."));
        }

        if (textNumbers > 0)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{Count(textNumbers, "cell")} of the workbook hold numbers as text; they were read as numbers."));
        }

        if (columns.NanometreNames.Any())
        {
            notes.Add($"Coordinates in µm are missing; nanometres were taken instead: {string.Join(", ", columns.NanometreNames)}.");
        }

        List<string> others = [.. synapses.Where(synapse => synapse.NeuronType == NeuronType.Other).Select(synapse => synapse.NeuronId).Distinct(StringComparer.Ordinal)];
        if (others.Count > 0)
        {
            notes.Add($"Of type 'other', outside the neuron-type groups: {string.Join(", ", others.Take(10))}{(others.Count > 10 ? ", …" : string.Empty)} (names that start with cb, cr or pv have a type).");
        }

        return notes;
    }

    private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? string.Empty : "s")}");

    private void ReadRow(RowSource rows)
    {
        string neuronId = Shared(Name(rows, columns.NeuronId, "the neuron's name, as cb1"));
        string synType = Shared(Name(rows, columns.SynType, "as (asymmetric) or ss (symmetric)"));
        string synId = Name(rows, columns.SynId, "the synapse's number");
        SynapseKey key = new(neuronId, synType, synId);
        CheckType(rows.Line, synType);
        CheckKey(rows.Line, key);
        bool excluded = exclusions.ReasonFor(key) is not null;
        for (int index = 0; index < positions.Length; index++)
        {
            double position = Number(rows, columns.Positions[index], excluded, least: null, columns.InNanometres[index] ? "a finite number, nm" : "a finite number, µm");
            positions[index] = columns.InNanometres[index] ? position / 1000 : position;
        }

        double synArea = Number(rows, columns.SynArea, excluded, least: 0, "a number of 0 or more, µm²");
        double boutonArea = Number(rows, columns.BoutonArea, excluded, least: 0, "a number of 0 or more, µm²");
        double? volume = columns.BoutonVolume < 0 || rows[columns.BoutonVolume].IsBlank
            ? null
            : Number(rows, columns.BoutonVolume, excluded, least: 0, "a number of 0 or more, µm³, or nothing");
        synapses.Add(new Synapse
        {
            Line = rows.Line,
            NeuronId = neuronId,
            SynType = synType,
            SynId = synId,
            NeuronType = NeuronTypes.Of(neuronId),
            X = Relative(rows.Line, 0),
            Y = Relative(rows.Line, 1),
            Z = Relative(rows.Line, 2),
            SynArea = synArea,
            BoutonArea = boutonArea,
            BoutonVolume = volume is double known && double.IsFinite(known) ? known : null,
            Extra = Extra(rows),
        });
    }

    private double Relative(int line, int axis)
    {
        double relative = positions[axis] - positions[axis + 3];
        if (double.IsInfinity(relative))
        {
            problems.Row(line, $"the {Axes[axis]} coordinates of synapse and soma are too far apart", "a finite distance, µm", CellChecks.CorrectOrExclude);
        }

        return relative;
    }

    private string Shared(string name)
    {
        if (names.TryGetValue(name, out string? known))
        {
            return known;
        }

        names.Add(name, name);
        return name;
    }

    private string Name(RowSource rows, int column, string expected)
    {
        Cell cell = rows[column];
        if (cell.IsBlank || cell.Kind is CellKind.Error or CellKind.Formula)
        {
            string found = cell.IsBlank ? "is blank" : cell.Kind == CellKind.Error ? $"is the error value {cell.ToString()}" : "is a formula without a value";
            problems.Cell(rows.Line, columns.Header[column], cell.ToString(), $"{columns.Header[column]} {found}", expected, "Correct the cell or take the row out.");
            return string.Empty;
        }

        return CellChecks.Name(cell);
    }

    private void CheckType(int line, string synType)
    {
        if (synType.Length > 0 && synType is not (Synapse.Asymmetric or Synapse.Symmetric))
        {
            string meant = synType.ToLowerInvariant() is "as" or "ss" ? $" Write '{synType.ToLowerInvariant()}', in small letters." : " Correct the cell or take the row out.";
            problems.Cell(line, "SynType", synType, $"SynType is '{synType}'", "as (asymmetric) or ss (symmetric)", meant[1..]);
        }
    }

    private void CheckKey(int line, SynapseKey key)
    {
        if (key.NeuronId.Length == 0 || key.SynType.Length == 0 || key.SynId.Length == 0)
        {
            return;
        }

        if (!lineOfKey.TryAdd(key, line))
        {
            problems.Cell(
                line,
                "SynId",
                key.SynId,
                string.Create(CultureInfo.InvariantCulture, $"the key NeuronId + SynType + SynId '{key}' is in row {lineOfKey[key]} already (rows {lineOfKey[key]} and {line})"),
                "each key once",
                "Give one of the two rows another SynId, or take it out.");
        }
    }

    private double Number(RowSource rows, int column, bool excluded, double? least, string expected)
    {
        Cell cell = rows[column];
        double value = CellChecks.Number(cell, out string? fault, out string remedy);
        if (fault is null && value < least)
        {
            fault = string.Create(CultureInfo.InvariantCulture, $"is {value}");
            value = double.NaN;
        }

        if (fault is null)
        {
            textNumbers += cell.Kind == CellKind.Text && !rows.IsRagged ? 1 : 0;
        }
        else if (!excluded)
        {
            string told = cell.IsBlank && rows.HidesErrors ? "is blank or an error value" : fault;
            problems.Cell(rows.Line, columns.Header[column], cell.ToString(), $"{columns.Header[column]} {told}", expected, remedy);
        }

        return value;
    }

    private string[] Extra(RowSource rows)
    {
        if (columns.Extra.Length == 0)
        {
            return [];
        }

        string[] extra = new string[columns.Extra.Length];
        for (int index = 0; index < extra.Length; index++)
        {
            Cell cell = rows[columns.Extra[index]];
            extra[index] = cell.Kind == CellKind.Blank ? string.Empty : cell.ToString();
        }

        return extra;
    }
}

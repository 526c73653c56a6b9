using System.Globalization;
using Neuropil.Numerics;
using Neuropil.Tables;

namespace Neuropil.Synapses;

/// <summary>Synapses while they are being read, some rows at a time: numbers as numbers, names once each, the rest as it came.</summary>
internal sealed class SynapseRows(TableHeading heading, SynapseColumns columns, ExclusionList exclusions, long firstRow = 0)
{
    private const string CorrectOrExclude = "Correct the cell or list the row in exclusions.csv.";
    private readonly ProblemCollector problems = new(heading.Name);
    private readonly List<string> notes = [];
    private readonly List<string> warnings = [];
    private readonly Growing<int> lines = new();
    private readonly List<(int FirstRow, string File, string? Sheet)> parts = [];
    private readonly LabelBuilder neurons = new();
    private readonly LabelBuilder types = new();
    private readonly LabelBuilder neuronTypes = new();
    private readonly PackedTexts ids = new();
    private readonly Growing<double>[] places = [new(), new(), new()];
    private readonly Growing<double>[] features = [.. columns.Features.Select(_ => new Growing<double>())];
    private readonly List<Table> carried = [];
    private readonly HashSet<string> withoutOrigin = [];
    private readonly NeuronWidths widths = new();
    private Table table = new();
    private bool[] isExcluded = [];

    /// <summary>Fails where a column that the settings name is missing.</summary>
    public void RequireColumns()
    {
        foreach ((string key, RoleColumn? role) in new[] { ("Neuron", columns.Neuron), ("Id", columns.Id), ("Type", columns.Type) })
        {
            Require(role?.Column, $"[Columns] {key}");
        }

        Require(columns.NeuronType?.Column, "[Columns] NeuronType");
        foreach (FeatureColumn feature in columns.Features)
        {
            Require(feature.Name, "[Features]");
        }

        RequireParts(columns.Position, "[Columns] Position");
        RequireParts(columns.Origin.Columns, "[Columns] Origin");
        string[] roles = [.. RoleColumns.Aliases, .. SynapseTableFile.RoleNames];
        foreach (string asked in columns.Asked.Where(asked => !roles.Contains(asked)))
        {
            Require(asked, "a condition ([Groups] or [Data] New)");
        }

        foreach (string column in columns.Missing.Select(codes => codes.Column))
        {
            Require(column, "[Columns] Missing");
        }

        if (problems.Count > 0)
        {
            problems.Whole(
                "its columns are " + NameList.Of(heading.Columns),
                "every column that the study's settings name",
                "Correct the settings, or the table's header. --target=Describe --data=FILE proposes settings for a table.");
        }

        problems.ThrowIfAny();
    }

    /// <summary>The rows of one part of the table, in order.</summary>
    public void Add(Table rows)
    {
        table = rows;
        NotePlaces();
        ReadLabels(columns.Neuron, "Neuron", neurons, SynapseColumns.OneNeuron);
        ReadLabels(columns.Type, "Type", types, string.Empty);
        ReadIds();
        ReadNeuronTypes();
        isExcluded = new bool[rows.RowCount];
        for (int row = 0; row < rows.RowCount && exclusions.Count > 0; row++)
        {
            int place = lines.Count - rows.RowCount + row;
            isExcluded[row] = exclusions.Names(new SynapseKey(neurons[place], types[place], ids[place]));
        }

        ReadPositions();
        for (int index = 0; index < features.Length; index++)
        {
            ReadFeature(columns.Features[index], features[index]);
        }

        carried.Add(new Table(Carried()));
    }

    /// <summary>The synapses.</summary>
    /// <exception cref="TableException">Something is wrong with the table: all of it together.</exception>
    public SynapseTable Finish()
    {
        LabelColumn ownNeurons = neurons.Finish();
        LabelColumn ownTypes = types.Finish();
        RequireKeysOnce(ownNeurons, ownTypes);
        problems.ThrowIfAny();
        if (lines.Count == 0)
        {
            throw new TableException(new TableProblem(heading.Name, "has a header and no rows", "at least one row, one a synapse", "Fill the table, or name another file."));
        }

        TellTypes(ownNeurons);
        TellOrigins();
        TellWidths(ownNeurons);
        if (columns.Neuron is not null)
        {
            warnings.AddRange(NearNames.Warnings(columns.Neuron.Name, ownNeurons.Names));
        }

        return Synapses(ownNeurons, ownTypes);
    }

    /// <summary>The synapses as a part of a longer table: what concerns the whole is not looked at, and what is wrong is handed on.</summary>
    public SynapsePart FinishPart()
        => new(Synapses(neurons.Finish(), types.Finish()), problems.Problems, problems.Count, [.. withoutOrigin.Order(StringComparer.Ordinal)]);

    private SynapseTable Synapses(LabelColumn ownNeurons, LabelColumn ownTypes)
        => new()
        {
            Source = heading.Name,
            Sheet = parts[0].Sheet,
            Lines = lines.ToArray(),
            Neurons = ownNeurons,
            NeuronTypes = TypesOf(ownNeurons),
            SynTypes = ownTypes,
            Ids = ids,
            Positions = columns.Position is null ? null : [.. places.Select(axis => axis.ToArray())],
            Columns = [.. columns.Features.Select((feature, index) => TableColumn.Numbers(feature.Name, features[index].ToArray())), .. Table.Stacked(carried).Columns],
            Notes = notes,
            Warnings = warnings,
        };

    private void RequireParts(PositionColumns? position, string place)
    {
        foreach (PositionPart part in position?.Parts ?? [])
        {
            if (!part.Choices.Any(choice => heading.Has(choice.Column)))
            {
                Missing(part.Choices[0].Column, place, string.Join(" or ", part.Choices.Select(choice => $"'{choice.Column}'{(choice.Unit is null ? "" : $" ({choice.Unit.Name})")}")));
            }
        }
    }

    private void Require(string? column, string place)
    {
        if (column is not null && !heading.Has(column))
        {
            Missing(column, place, $"'{column}'");
        }
    }

    private void Missing(string column, string place, string expected)
    {
        string? nearest = NearestName.Of(column, heading.Columns);
        problems.Column(
            column,
            $"{place} names '{column}': column '{column}' is missing{(nearest is null ? string.Empty : $" (the nearest is '{nearest}')")}",
            $"a column {expected}",
            nearest is null ? "Add the column, or name another." : $"Name '{nearest}' if that is what is meant, or add the column.");
    }

    private void NotePlaces()
    {
        for (int row = 0; row < table.RowCount; row++)
        {
            RowPlace place = table.Place(row);
            if (parts.Count == 0 || parts[^1].File != place.File || parts[^1].Sheet != place.Sheet)
            {
                parts.Add((lines.Count, place.File, place.Sheet));
            }

            lines.Add(place.Row);
        }
    }

    private RowPlace PlaceOf(int row)
    {
        (_, string file, string? sheet) = parts.FindLast(part => part.FirstRow <= row);
        return new RowPlace(file, sheet, lines[row]);
    }

    private void ReadLabels(RoleColumn? role, string key, LabelBuilder builder, string usual)
    {
        if (role is null)
        {
            int code = builder.CodeOf(usual);
            for (int row = 0; row < table.RowCount; row++)
            {
                builder.AddCode(code);
            }

            return;
        }

        TableColumn column = table[role.Name];
        for (int row = 0; row < table.RowCount; row++)
        {
            string name = column.Identity(row, out CellFault? fault);
            if (fault is not null && fault.Kind != FaultKind.Missing)
            {
                problems.Cell(table.Place(row), column.Name, column.Text(row), fault, $"a name ([Columns] {key})");
            }
            else if (role.Allowed.Count > 0 && !role.Allowed.Contains(name))
            {
                string? nearest = name.Length == 0 ? null : role.Allowed.FirstOrDefault(allowed => string.Equals(allowed, name, StringComparison.OrdinalIgnoreCase)) ?? NearestName.Of(name, role.Allowed);
                string remedy = nearest is null ? "Correct the cell or take the row out." : $"Write '{nearest}' if that is meant.";
                problems.Cell(table.Place(row), column.Name, column.Text(row), new CellFault(FaultKind.Value, name.Length == 0 ? "is blank" : $"is '{name}'", remedy), $"one of {NameList.Of(role.Allowed)}");
            }

            builder.Add(name);
        }
    }

    private void ReadIds()
    {
        TableColumn? column = columns.Id is null ? null : table[columns.Id.Name];
        for (int row = 0; row < table.RowCount; row++)
        {
            if (column is null)
            {
                // Of one file the row's number, as a spreadsheet program shows it; of several the number among all rows.
                ids.Add((heading.IsOnePart ? table.Place(row).Row : firstRow + ids.Count + 1).ToString(CultureInfo.InvariantCulture));
                continue;
            }

            ids.Add(column.Identity(row, out CellFault? fault));
            if (fault is not null && fault.Kind != FaultKind.Missing)
            {
                problems.Cell(table.Place(row), column.Name, column.Text(row), fault, "a name ([Columns] Id)");
            }
        }
    }

    private void ReadNeuronTypes()
    {
        if (columns.NeuronType?.Column is string name)
        {
            TableColumn column = table[name];
            for (int row = 0; row < table.RowCount; row++)
            {
                neuronTypes.Add(column.Identity(row, out _));
            }
        }
    }

    // Rows sorted by a hash of their key: only those whose hash comes twice are compared.
    private void RequireKeysOnce(LabelColumn ownNeurons, LabelColumn ownTypes)
    {
        ulong[] hashes = new ulong[lines.Count];
        ReadOnlySpan<int> neuron = ownNeurons.Codes;
        ReadOnlySpan<int> type = ownTypes.Codes;
        for (int row = 0; row < hashes.Length; row++)
        {
            hashes[row] = KeyHash.Of(neuron[row], type[row], ids[row]);
        }

        ulong[] sorted = [.. hashes];
        Array.Sort(sorted);
        HashSet<ulong> twice = [];
        for (int index = 1; index < sorted.Length; index++)
        {
            if (sorted[index] == sorted[index - 1])
            {
                twice.Add(sorted[index]);
            }
        }

        if (twice.Count == 0)
        {
            return;
        }

        Dictionary<SynapseKey, int> rows = [];
        for (int row = 0; row < hashes.Length; row++)
        {
            SynapseKey key = new(ownNeurons[row], ownTypes[row], ids[row]);
            if (!twice.Contains(hashes[row]) || key.SynId.Length == 0 || key.NeuronId.Length == 0 || rows.TryAdd(key, row))
            {
                continue;
            }

            RowPlace first = PlaceOf(rows[key]);
            RowPlace place = PlaceOf(row);
            string both = string.Create(CultureInfo.InvariantCulture, $"(rows {first.Row} and {place.Row}{(first.File == place.File ? "" : $" of {first.File} and {place.File}")})");
            problems.Row(
                place,
                $"the key '{key}' (neuron, type and id together) is in row {first.Row} already {both}",
                "each key once",
                "Give one of the two rows another id, take it out, or name another column as Id in [Columns].");
        }
    }

    private LabelColumn TypesOf(LabelColumn ownNeurons)
    {
        if (columns.NeuronType is null)
        {
            return LabelColumn.Same(string.Empty, lines.Count);
        }

        return columns.NeuronType.Column is not null ? neuronTypes.Finish() : ownNeurons.Renamed(columns.NeuronType.Of);
    }

    private void TellTypes(LabelColumn ownNeurons)
    {
        if (columns.NeuronType is null or { Column: not null })
        {
            return;
        }

        foreach (NeuronTypeEntry entry in columns.NeuronType.Map.Where(entry => !ownNeurons.Names.Contains(entry.Neuron)))
        {
            warnings.Add($"[Columns] NeuronType names the neuron '{entry.Neuron}', which the table does not have{NearestName.Suggestion(entry.Neuron, ownNeurons.Names)}.");
        }

        string[] others = [.. ownNeurons.Names.Where(neuron => neuron.Length > 0 && columns.NeuronType.Of(neuron) == NeuronTypeRule.Other)];
        if (others.Length > 0)
        {
            string known = columns.NeuronType.Map.Count > 0 ? "the neurons that [Columns] NeuronType names have a type"
                : columns.NeuronType.Prefixes.Count > 0 ? $"names that start with {string.Join(", ", columns.NeuronType.Prefixes)} have a type"
                : "names that start with letters have a type";
            notes.Add($"Of type '{NeuronTypeRule.Other}': {NameList.Of(others)} ({known}).");
        }
    }

    private void ReadPositions()
    {
        if (columns.Position is null)
        {
            return;
        }

        double[][] own = Coordinates(columns.Position, "Position");
        if (columns.Origin.Columns is PositionColumns origins)
        {
            Subtract(own, Coordinates(origins, "Origin"));
        }

        for (int row = 0; row < table.RowCount; row++)
        {
            widths.Add(neurons.CodeAt(lines.Count - table.RowCount + row), own[0][row], own[1][row], own[2][row]);
            for (int axis = 0; axis < 3; axis++)
            {
                places[axis].Add(own[axis][row]);
            }
        }
    }

    private double[][] Coordinates(PositionColumns position, string key)
    {
        PositionChoice[] choices = [.. position.Parts.Select(part => part.Choices.First(choice => heading.Has(choice.Column)))];
        TellStandIns(position, choices, key);
        double[][] own = [new double[table.RowCount], new double[table.RowCount], new double[table.RowCount]];
        int axis = 0;
        for (int part = 0; part < choices.Length; part++)
        {
            LengthUnit unit = choices[part].Unit ?? position.Unit ?? columns.Unit;
            int count = choices.Length switch { 1 => 3, 2 when part == 0 => 2, _ => 1 };
            TableColumn column = table[choices[part].Column];
            if (count == 1)
            {
                ReadNumbers(column, own[axis], axis, unit, key);
            }
            else
            {
                ReadVectors(column, own.AsSpan(axis, count), axis, unit, key);
            }

            axis += count;
        }

        return own;
    }

    private void TellStandIns(PositionColumns position, PositionChoice[] choices, string key)
    {
        int[] parts = [.. Enumerable.Range(0, choices.Length).Where(part => !ReferenceEquals(position.Parts[part].Choices[0], choices[part]))];
        if (parts.Length > 0)
        {
            IEnumerable<string> taken = parts.Select(part => choices[part].Unit is LengthUnit unit ? $"{choices[part].Column} ({unit.Name})" : choices[part].Column);
            string note = $"[Columns] {key}: {string.Join(", ", parts.Select(part => position.Parts[part].Choices[0].Column))} {(parts.Length == 1 ? "is" : "are")} missing; taken instead: {string.Join(", ", taken)}.";
            if (!notes.Contains(note))
            {
                notes.Add(note);
            }
        }
    }

    private void ReadNumbers(TableColumn column, double[] own, int axis, LengthUnit unit, string key)
    {
        for (int row = 0; row < own.Length; row++)
        {
            double value = column.Number(row, out CellFault? fault);
            own[row] = fault is null ? unit.ToMicrometres(axis, value) : double.NaN;
            if (fault is not null && fault.Kind != FaultKind.Missing && !isExcluded[row])
            {
                problems.Cell(table.Place(row), column.Name, column.Text(row), fault, $"a finite number, {unit.Name} ([Columns] {key})");
            }
        }
    }

    private void ReadVectors(TableColumn column, ReadOnlySpan<double[]> own, int firstAxis, LengthUnit unit, string key)
    {
        Span<double> numbers = stackalloc double[3];
        for (int row = 0; row < table.RowCount; row++)
        {
            int count = column.IsMissing(row) ? 0 : VectorText.Read(column, row, numbers, out _);
            if (count != 0 && count != own.Length && !isExcluded[row])
            {
                string what = count < 0 ? "no list of numbers" : string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "number" : "numbers")}");
                problems.Cell(
                    table.Place(row),
                    column.Name,
                    column.Text(row),
                    new CellFault(FaultKind.Value, $"is '{Numerics.ForeignText.Shown(column.Text(row))}', {what}", CorrectOrExclude),
                    own.Length == 3 ? $"three numbers, as [x y z], (x, y, z) or x,y,z ([Columns] {key})" : $"two numbers, as POINT (x y) or x,y, with z in the column behind it ([Columns] {key})");
            }

            for (int axis = 0; axis < own.Length; axis++)
            {
                own[axis][row] = count == own.Length ? unit.ToMicrometres(firstAxis + axis, numbers[axis]) : double.NaN;
            }
        }
    }

    // Where the origin is not known the place counts from the table's zero, which aligning takes out again.
    private void Subtract(double[][] own, double[][] origins)
    {
        for (int row = 0; row < table.RowCount; row++)
        {
            if (!double.IsFinite(origins[0][row] + origins[1][row] + origins[2][row]))
            {
                if (!isExcluded[row])
                {
                    withoutOrigin.Add(neurons[lines.Count - table.RowCount + row]);
                }

                continue;
            }

            for (int axis = 0; axis < 3; axis++)
            {
                own[axis][row] -= origins[axis][row];
                if (double.IsInfinity(own[axis][row]))
                {
                    problems.Row(table.Place(row), $"the {"xyz"[axis]} coordinates of synapse and origin are too far apart", "a finite distance, µm", CorrectOrExclude);
                }
            }
        }
    }

    private void TellOrigins()
    {
        if (withoutOrigin.Count > 0)
        {
            warnings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{withoutOrigin.Count} {(withoutOrigin.Count == 1 ? "neuron has" : "neurons have")} no origin: {NameList.Of(withoutOrigin.Order(StringComparer.Ordinal))}. Their positions count from the table's zero; aligning, which centres each neuron, takes that out."));
        }
    }

    private void TellWidths(LabelColumn ownNeurons)
    {
        if (columns.Position is null)
        {
            return;
        }

        if (columns.Unit.IsUnknown)
        {
            notes.Add($"Positions are in {columns.Unit.Name} of a size that nobody told: Voxel in [Columns], as '4,4,40 nm', makes them micrometres.");
        }
        else if (columns.Neuron is not null && widths.Widest() is (double width, int neuron) && width > NeuronWidths.Most)
        {
            warnings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"Synapses of neuron '{ownNeurons.Names[neuron]}' lie up to {width:0} µm apart, further than a neuron reaches: are positions in nm? Unit in [Columns] says what they are in (now {columns.Unit.Name})."));
        }
    }

    private void ReadFeature(FeatureColumn feature, Growing<double> values)
    {
        TableColumn column = table[feature.Name];
        string expected = feature.Least is double least ? string.Create(CultureInfo.InvariantCulture, $"a number of {least} or more") : "a number";
        for (int row = 0; row < table.RowCount; row++)
        {
            double value = column.Number(row, out CellFault? fault);
            if (fault is null && value < feature.Least)
            {
                fault = new CellFault(FaultKind.Value, string.Create(CultureInfo.InvariantCulture, $"is {value}"), CorrectOrExclude);
                value = double.NaN;
            }

            if (fault is not null && fault.Kind != FaultKind.Missing && !isExcluded[row])
            {
                CellFault told = fault.Kind != FaultKind.Value ? fault
                    : fault with { Remedy = $"Correct the cell, list the row in exclusions.csv, or name a code of missing values: Missing={feature.Name}: {Numerics.ForeignText.Shown(column.Text(row))} in [Columns]." };
                problems.Cell(table.Place(row), column.Name, column.Text(row), told, expected);
            }

            values.Add(value);
        }
    }

    // Everything that has no role and nobody wants left out, as it came.
    private IEnumerable<TableColumn> Carried()
        => table.Columns.Where(column => !IsTaken(column.Name)
            && (columns.Asked.Contains(column.Name) || !(columns.Ignored.Contains("*") || columns.Ignored.Contains(column.Name))));

    private bool IsTaken(string name)
        => name == columns.Neuron?.Name || name == columns.Id?.Name || name == columns.Type?.Name || name == columns.NeuronType?.Column
            || columns.Features.Any(feature => feature.Name == name)
            || (columns.Position?.Columns.Contains(name) ?? false)
            || (columns.Origin.Columns?.Columns.Contains(name) ?? false);
}

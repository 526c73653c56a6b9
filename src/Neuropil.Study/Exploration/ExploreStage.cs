using Neuropil.Learning;
using Neuropil.Pipeline;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>Describes the synapses before anything is learnt of them.</summary>
internal static class ExploreStage
{
    private const string Group = "Group";
    private const string Feature = "Feature";
    private const string Everything = "all";

    public sealed record Options(SynapseColumns Columns, IReadOnlyList<FeatureRecipe> Features, IReadOnlyList<SynapseGroup> Groups);

    public sealed record Inputs(
        Artifact<SynapseTable> Screened, Artifact<Table> Removed, Artifact<FeatureBounds> Bounds, Artifact<NeuronAlignment> Alignment, Artifact<SynapseTable>? Fresh);

    /// <summary>
    /// A row a feature and part of the synapses (all, a group, a neuron, a type); counts; a row a pair of features and part; a row a synapse left out; positions
    /// before and after alignment; a row a feature and group, new against historical, where there are new ones.
    /// </summary>
    public sealed record Outputs(
        Artifact<Table> Describe, Artifact<Table> Counts, Artifact<Table> Correlations, Artifact<Table> LeftOut, Artifact<Table> Positions, Artifact<Table>? Drift);

    public static Unit<Outputs> Create(Options options, Inputs inputs) => Unit.Of(
        new UnitId("explore"),
        options,
        inputs,
        new Outputs(
            new("explore/describe.csv", StudyCodecs.Table),
            new("explore/counts.csv", StudyCodecs.Table),
            new("explore/correlations.csv", StudyCodecs.Table),
            new("explore/left-out.csv", StudyCodecs.Table),
            new("explore/positions.csv", StudyCodecs.Table),
            inputs.Fresh is null ? null : new("explore/drift.csv", StudyCodecs.Table)),
        static (options, context) => Run(options, context));

    private static void Run(Options options, UnitContext<Inputs, Outputs> context)
    {
        SynapseTable synapses = context.Read(context.Inputs.Screened);
        NeuronAlignment alignment = context.Read(context.Inputs.Alignment);
        Quantity[] quantities = Quantities(synapses, alignment, options.Features);
        Part[] groups = [new(Group, Everything, [.. Enumerable.Range(0, synapses.Count)]), .. options.Groups.Select(group => new Part(Group, group.Name, Members(group, synapses, options.Columns)))];
        Part[] parts = [.. groups, .. ByName("Neuron", synapses.Neurons), .. ByName("NeuronType", synapses.NeuronTypes), .. ByName("SynType", synapses.SynTypes)];
        context.Write(context.Outputs.Describe, Described(quantities, parts));
        context.Write(context.Outputs.Counts, Counted(synapses, groups));
        context.Write(context.Outputs.Correlations, Correlated(quantities, groups));
        context.Write(context.Outputs.LeftOut, LeftOut(context.Read(context.Inputs.Removed), context.Read(context.Inputs.Bounds)));
        context.Write(context.Outputs.Positions, Positions(synapses, alignment));
        if (context.Inputs.Fresh is not null)
        {
            WriteDrift(options, context, quantities, groups);
        }
    }

    private static void WriteDrift(Options options, UnitContext<Inputs, Outputs> context, Quantity[] quantities, Part[] groups)
    {
        SynapseTable fresh = NewSynapseRows.Usable(context.Read(context.Inputs.Fresh!), options.Features);
        NeuronAlignment alignment = context.Read(context.Inputs.Alignment);
        Quantity[] own = Quantities(fresh, alignment.With(NewSynapseRows.FramesOfUnseen(fresh, alignment, alignment)), options.Features);
        List<(string Group, string Feature, int Historical, int New, TwoSamples Apart)> drifts = [];
        foreach (Part group in groups)
        {
            int[] members = group.Name == Everything ? [.. Enumerable.Range(0, fresh.Count)] : Members(options.Groups.First(other => other.Name == group.Name), fresh, options.Columns);
            foreach ((Quantity before, Quantity after) in quantities.Zip(own))
            {
                if (members.Length > 0 && group.Rows.Length > 0)
                {
                    drifts.Add((group.Name, before.Name, group.Rows.Length, members.Length, TwoSamples.Of(before.Of(group.Rows), after.Of(members))));
                }
            }
        }

        context.Write(context.Outputs.Drift!, new Table(
            TableColumn.Texts(Group, [.. drifts.Select(drift => drift.Group)]),
            TableColumn.Texts(Feature, [.. drifts.Select(drift => drift.Feature)]),
            TableColumn.Integers("Historical", [.. drifts.Select(drift => drift.Historical)]),
            TableColumn.Integers("New", [.. drifts.Select(drift => drift.New)]),
            TableColumn.Numbers("KolmogorovSmirnov", [.. drifts.Select(drift => drift.Apart.KolmogorovSmirnov)]),
            TableColumn.Numbers("P", [.. drifts.Select(drift => drift.Apart.P)]),
            TableColumn.Numbers("Wasserstein", [.. drifts.Select(drift => drift.Apart.Wasserstein)])));
        string[] moved = [.. drifts.Where(drift => drift.Apart.P < 0.05 / drifts.Count).Select(drift => $"{drift.Feature} in {drift.Group}")];
        context.Note(drifts.Count == 0
            ? "There are no new synapses to compare."
            : moved.Length == 0
                ? "The new synapses are distributed as the historical ones, as far as their number can tell (Kolmogorov-Smirnov, 5 % over all features and groups)."
                : $"The new synapses differ from the historical ones in {string.Join(", ", moved)} (Kolmogorov-Smirnov, 5 % over all features and groups): predictions reach beyond what was learnt.");
    }

    // The features, and where there are positions the coordinates in the neuron's frame and the distance from the origin.
    private static Quantity[] Quantities(SynapseTable synapses, NeuronAlignment alignment, IReadOnlyList<FeatureRecipe> features)
    {
        List<Quantity> quantities = [.. features.Where(recipe => recipe.Name != FeatureRecipe.Position).Select(recipe => new Quantity(recipe.Name, synapses.Numbers(recipe.Name)))];
        if (synapses.Positions is IReadOnlyList<double[]> places)
        {
            IReadOnlyList<double[]> aligned = alignment.Apply(synapses);
            quantities.AddRange(alignment.CoordinateColumns.Select((name, axis) => new Quantity(name, aligned[axis])));
            quantities.Add(new Quantity("DistanceFromOrigin", [.. Enumerable.Range(0, synapses.Count).Select(row => Math.Sqrt((places[0][row] * places[0][row]) + (places[1][row] * places[1][row]) + (places[2][row] * places[2][row])))]));
        }

        return [.. quantities];
    }

    private static int[] Members(SynapseGroup group, SynapseTable synapses, SynapseColumns columns)
    {
        bool[] isMember = SynapseCondition.Of(group.Condition, columns).Evaluate(synapses);
        return [.. Enumerable.Range(0, isMember.Length).Where(row => isMember[row])];
    }

    private static IEnumerable<Part> ByName(string kind, LabelColumn names)
        => Enumerable.Range(0, names.Count).Where(row => names[row].Length > 0).GroupBy(row => names[row], StringComparer.Ordinal).OrderBy(name => name.Key, StringComparer.Ordinal)
            .Select(name => new Part(kind, name.Key, [.. name]));

    private static Table Described(Quantity[] quantities, Part[] parts)
    {
        (Part Part, string Feature, double[] Sorted)[] rows =
            [.. parts.Where(part => part.Rows.Length > 0).SelectMany(part => quantities.Select(quantity => (part, quantity.Name, quantity.Of(part.Rows).Order().ToArray())))];
        double[] Each(Func<double[], double> number) => [.. rows.Select(row => number(row.Sorted))];
        double Share(double[] sorted, double share) => Quantile.OfSorted(sorted, share);

        return new Table(
            TableColumn.Texts("By", [.. rows.Select(row => row.Part.Kind)]),
            TableColumn.Texts("Name", [.. rows.Select(row => row.Part.Name)]),
            TableColumn.Texts(Feature, [.. rows.Select(row => row.Feature)]),
            TableColumn.Integers("Count", [.. rows.Select(row => row.Sorted.Length)]),
            TableColumn.Numbers("Mean", Each(Mean)),
            TableColumn.Numbers("Deviation", Each(Deviation)),
            TableColumn.Numbers("Minimum", Each(sorted => sorted[0])),
            TableColumn.Numbers("Q05", Each(sorted => Share(sorted, 0.05))),
            TableColumn.Numbers("Q25", Each(sorted => Share(sorted, 0.25))),
            TableColumn.Numbers("Median", Each(sorted => Share(sorted, 0.5))),
            TableColumn.Numbers("Q75", Each(sorted => Share(sorted, 0.75))),
            TableColumn.Numbers("Q95", Each(sorted => Share(sorted, 0.95))),
            TableColumn.Numbers("Maximum", Each(sorted => sorted[^1])));
    }

    private static Table Counted(SynapseTable synapses, Part[] groups)
    {
        (string Group, string Neuron, string NeuronType, string SynType, int Count)[] rows =
        [
            .. from part in groups
               from cell in part.Rows.GroupBy(row => (Neuron: synapses.Neurons[row], NeuronType: synapses.NeuronTypes[row], SynType: synapses.SynTypes[row]))
               orderby Array.IndexOf(groups, part)
               select (part.Name, cell.Key.Neuron, cell.Key.NeuronType, cell.Key.SynType, cell.Count()),
        ];
        rows = [.. rows.GroupBy(row => row.Group).SelectMany(group => group.OrderBy(row => row.Neuron, StringComparer.Ordinal).ThenBy(row => row.SynType, StringComparer.Ordinal))];
        return new Table(
            TableColumn.Texts(Group, [.. rows.Select(row => row.Group)]),
            TableColumn.Texts(GroupTable.NeuronId, [.. rows.Select(row => row.Neuron)]),
            TableColumn.Texts(GroupTable.NeuronType, [.. rows.Select(row => row.NeuronType)]),
            TableColumn.Texts(GroupTable.SynType, [.. rows.Select(row => row.SynType)]),
            TableColumn.Integers("Count", [.. rows.Select(row => row.Count)]));
    }

    private static Table Correlated(Quantity[] quantities, Part[] groups)
    {
        List<(string Group, string First, string Second, int Count, double Pearson, double Spearman)> rows = [];
        foreach (Part group in groups.Where(group => group.Rows.Length > 1))
        {
            double[][] values = [.. quantities.Select(quantity => quantity.Of(group.Rows))];
            for (int first = 0; first < quantities.Length; first++)
            {
                for (int second = first + 1; second < quantities.Length; second++)
                {
                    rows.Add((
                        group.Name,
                        quantities[first].Name,
                        quantities[second].Name,
                        group.Rows.Length,
                        RankCorrelation.Pearson(values[first], values[second]),
                        RankCorrelation.Spearman(values[first], values[second])));
                }
            }
        }

        return new Table(
            TableColumn.Texts(Group, [.. rows.Select(row => row.Group)]),
            TableColumn.Texts("First", [.. rows.Select(row => row.First)]),
            TableColumn.Texts("Second", [.. rows.Select(row => row.Second)]),
            TableColumn.Integers("Count", [.. rows.Select(row => row.Count)]),
            TableColumn.Numbers("Pearson", [.. rows.Select(row => row.Pearson)]),
            TableColumn.Numbers("Spearman", [.. rows.Select(row => row.Spearman)]));
    }

    // What was left out, with its reason, and beside it the bounds of every feature.
    private static Table LeftOut(Table removed, FeatureBounds bounds)
        => new([
            .. removed.Columns,
            .. bounds.Features.SelectMany(bound => new[]
            {
                TableColumn.Numbers($"{bound.Name}_Lower", [.. Enumerable.Repeat(bound.Lower, removed.RowCount)]),
                TableColumn.Numbers($"{bound.Name}_Upper", [.. Enumerable.Repeat(bound.Upper, removed.RowCount)]),
            }),
        ]);

    private static Table Positions(SynapseTable synapses, NeuronAlignment alignment)
    {
        List<TableColumn> columns =
        [
            TableColumn.Texts(GroupTable.NeuronType, synapses.NeuronTypes),
            TableColumn.Texts(GroupTable.NeuronId, synapses.Neurons),
            TableColumn.Texts(GroupTable.SynType, synapses.SynTypes),
            TableColumn.Texts(GroupTable.SynId, synapses.Ids),
        ];
        if (synapses.Positions is IReadOnlyList<double[]> places)
        {
            columns.AddRange(new[] { "x", "y", "z" }.Select((axis, index) => TableColumn.Numbers($"{axis}_before", places[index])));
            columns.AddRange(alignment.Apply(synapses).Select((values, index) => TableColumn.Numbers($"{alignment.CoordinateColumns[index]}_after", values)));
        }

        return new Table(columns);
    }

    private static double Mean(double[] values) => values.Sum() / values.Length;

    private static double Deviation(double[] values)
    {
        double mean = Mean(values);
        return values.Length < 2 ? double.NaN : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }

    private sealed record Quantity(string Name, double[] Values)
    {
        public double[] Of(int[] rows) => Array.ConvertAll(rows, row => Values[row]);
    }

    private sealed record Part(string Kind, string Name, int[] Rows);
}

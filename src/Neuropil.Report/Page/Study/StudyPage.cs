using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Neuropil.Pipeline;
using Neuropil.Study;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Report;

/// <summary>Gathers a study's results into what the page tells.</summary>
internal sealed class StudyPage(ReportStage.Options settings, UnitContext<ReportStage.Inputs, ReportStage.Outputs> context)
{
    private readonly Table aligned = context.Read(context.Inputs.Aligned);
    private readonly Table alignedNew = AlignedNew(settings, context);

    public PageData Gather()
    {
        PageTable synapses = ColumnRoles.Synapses(aligned, settings.Features);
        JsonObject metrics = context.Read(context.Inputs.Metrics);
        Dictionary<string, int> rows = RowsByKey(aligned);
        Dictionary<string, int> newRows = RowsByKey(alignedNew);
        string version = typeof(StudyPage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        return new PageData
        {
            Title = settings.Title,
            IsSynthetic = settings.IsSynthetic,
            IsPublishedStudy = settings.Groups.Any(group => group.Train.Published is not null),
            Version = version,
            Seed = settings.Seed,
            Inputs = Inputs(),
            Parameters = StudyParameters.Of(settings),
            Synapses = synapses,
            New = alignedNew.RowCount == 0 ? null : ColumnRoles.Synapses(alignedNew, settings.Features),
            Groups = [.. settings.Groups.Select(group => Group(group, metrics[group.Name]!.AsObject(), rows, newRows))],
            Removed = Rows(context.Inputs.Removed, "Synapses left out", "screen/removed.csv"),
            Flagged = Rows(context.Inputs.Flagged, "New synapses beyond the historical bounds: flagged, not dropped", "predict/flagged.csv"),
            Warnings = context.Read(context.Inputs.Alignment).Warnings,
            Figures = [Figure(context.Inputs.Overview, "Every group in its embedding, coloured by cluster.", "Small pictures of all groups' embeddings, coloured by cluster; grey crosses are noise.")],
            Methods = MethodsText.Of(settings, version),
            References = MethodsText.References,
            Departures = settings.Groups.Any(group => group.Train.Published is not null) ? MethodsText.Departures : [],
        };
    }

    private IReadOnlyList<PageInput> Inputs()
    {
        PageInput Input(string role, TableFiles files, string name, int count) => new(role, name, HashOf(files), count);

        PageInput historical = Input("historical", context.Inputs.Historical, settings.Historical, context.Read(context.Inputs.Ingested).Count);
        return context.Inputs.New is null ? [historical] : [historical, Input("new", context.Inputs.New, settings.New, alignedNew.RowCount)];
    }

    /// <summary>Of one file its hash; of several the hash of all their hashes.</summary>
    private string HashOf(TableFiles files)
    {
        string[] hashes = [.. files.Files.Select(file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(context.PathOf(file.Item.File)))))];
        return hashes.Length == 1 ? hashes[0] : Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(string.Join('\n', hashes))));
    }

    /// <summary>The new synapses that can be assigned, in the frames of their neurons.</summary>
    private static Table AlignedNew(ReportStage.Options settings, UnitContext<ReportStage.Inputs, ReportStage.Outputs> context)
    {
        if (context.Inputs.Fresh is null)
        {
            return context.Read(context.Inputs.Aligned).Take([]);
        }

        SynapseTable usable = NewSynapseRows.Usable(context.Read(context.Inputs.Fresh), settings.Features);
        NeuronAlignment alignment = context.Read(context.Inputs.Alignment);
        NeuronAlignment whole = alignment.With(NewSynapseRows.FramesOfUnseen(usable, alignment, alignment));
        IReadOnlyList<double[]> places = usable.Positions is null ? [] : whole.Apply(usable);
        return SynapseTableFile.ToTable(
            usable,
            [.. settings.Features.Select(feature => feature.Name)],
            places.Select((axis, index) => TableColumn.Numbers(whole.CoordinateColumns[index], axis)));
    }

    private PageGroup Group(GroupSettings group, JsonObject metrics, Dictionary<string, int> rows, Dictionary<string, int> newRows)
    {
        ReportStage.GroupInputs inputs = context.Inputs.Groups[group.Name];
        Table clusters = context.Read(inputs.Clusters);
        Table predictions = inputs.Predictions is null ? clusters.Take([]) : context.Read(inputs.Predictions);
        PageGroup told = new()
        {
            Name = group.Name,
            Title = group.Name,
            Rows = [.. ColumnRoles.Keys(clusters).Select(key => rows[key])],
            Synapses = ColumnRoles.Points(clusters, []),
            NewRows = [.. ColumnRoles.Keys(predictions).Select(key => newRows[key])],
            New = predictions.RowCount == 0 ? null : ColumnRoles.Points(predictions, []),
            MinClusterSize = group.Cluster.For(clusters.RowCount).MinClusterSize!.Value,
            NoiseIslands = Islands(context.Read(inputs.Islands)),
            Tree = Tree(inputs),
            Models = metrics.ContainsKey(MetricsStage.Skipped) ? null : ModelsOfMetrics.Of(metrics),
            Figures =
            [
                Figure(inputs.ByCluster, "Clusters in the embedding; outlined: new synapses in their predicted cluster.", $"Embedding of {group.Name}, coloured by cluster."),
                Figure(inputs.ByNeuron, "The same embedding by neuron.", $"Embedding of {group.Name}, coloured by neuron."),
            ],
            FeatureShares = Shares(inputs),
        };
        return inputs.Validation is { } validation && context.Has(validation.Validation) && context.Has(validation.Stability) && context.Has(validation.Null) && context.Has(validation.Reliability)
            ? Validated(told, clusters, validation)
            : told;
    }

    private PageGroup Validated(PageGroup group, Table clusters, ReportStage.ValidationFiles files)
    {
        Table reliability = Table.ReadCsv(context.PathOf(files.Reliability));
        if (!ValidationTables.IsOf(reliability, clusters))
        {
            context.Note($"What Validate left of {group.Name} is of other clusters than these; --target=Validate computes it anew.");
            return group;
        }

        JsonObject validation = JsonNode.Parse(File.ReadAllText(context.PathOf(files.Validation)))!.AsObject();
        return group with
        {
            Synapses = new PageTable([.. group.Synapses.Columns, .. ValidationTables.Columns(reliability)], clusters.RowCount),
            Trust = ValidationTables.Trust(Table.ReadCsv(context.PathOf(files.Stability))),
            Nulls = ValidationTables.Nulls(Table.ReadCsv(context.PathOf(files.Null)), validation),
            Verdict = ValidationTables.Verdict(validation),
        };
    }

    private static IReadOnlyList<NoiseIsland> Islands(Table table)
        =>
        [
            .. Enumerable.Range(0, table.RowCount).Select(row => new NoiseIsland(
                table.Integers(nameof(NoiseIsland.Size))[row], table.Numbers(nameof(NoiseIsland.ShareOfNoise))[row], table.Integers(nameof(NoiseIsland.MinClusterSize))[row])),
        ];

    private IReadOnlyList<PageBranch> Tree(ReportStage.GroupInputs group)
        => [.. (context.Read(group.Hdbscan)?.CondensedTree.Clusters ?? []).Select(PageBranch.Of)];

    /// <summary>Variances of the columns that the embedding sees, as shares of their sum.</summary>
    private IReadOnlyList<KeyValuePair<string, double>> Shares(ReportStage.GroupInputs group)
    {
        GroupTable features = context.Read(group.Features);
        double[] variances = [.. features.ColumnNames.Select((_, column) => Variance(features.Points.Column(column)))];
        double sum = variances.Sum();
        return sum > 0 ? [.. features.ColumnNames.Select((name, column) => KeyValuePair.Create(name, variances[column] / sum))] : [];
    }

    private static double Variance(IReadOnlyList<double> values)
    {
        double mean = values.Sum() / Math.Max(1, values.Count);
        return values.Sum(value => (value - mean) * (value - mean)) / Math.Max(1, values.Count);
    }

    private static Dictionary<string, int> RowsByKey(Table table)
    {
        string[] keys = ColumnRoles.Keys(table);
        Dictionary<string, int> rows = new(keys.Length, StringComparer.Ordinal);
        for (int row = 0; row < keys.Length; row++)
        {
            rows.TryAdd(keys[row], row);
        }

        return rows;
    }

    private PageRows Rows(Artifact<Table>? input, string caption, string file)
    {
        Table table = input is null ? new Table() : context.Read(input);
        string[][] columns = [.. table.Columns.Select(column => table.Texts(column.Name))];
        return new PageRows(caption, [.. table.Columns.Select(column => column.Name)], [.. Enumerable.Range(0, table.RowCount).Select(row => (IReadOnlyList<string>)[.. columns.Select(column => Short(column[row]))])], file);
    }

    /// <summary>A long decimal to four digits; anything else as it is, bounds within a sentence too.</summary>
    private static string Short(string cell)
        => string.Join(' ', cell.Split(' ').Select(word =>
        {
            string bare = word.Trim('[', ']', ',');
            return bare.Length > 8 && bare.Contains('.') && double.TryParse(bare, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                ? word.Replace(bare, PageNumber.Short(value), StringComparison.Ordinal)
                : word;
        }));

    private PageFigure Figure(Artifact<byte[]> input, string caption, string description)
        => new(caption, description, "image/png", context.Read(input));
}

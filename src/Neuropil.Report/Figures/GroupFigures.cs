using System.Globalization;

namespace Neuropil.Report;

/// <summary>The figures of a group, each with its title.</summary>
internal static class GroupFigures
{
    private const double PanelWidth = 520;
    private const double PanelHeight = 480;
    private const int MostNeurons = 24;

    public static (string Title, Chart Chart) Clusters(GroupData group)
    {
        IReadOnlyList<PointClass> fresh = group.NewByCluster;
        int count = fresh.Sum(one => one.Rows.Count);
        string title = $"{group.Name}: {PageNumber.Count(group.Labels.Length, "synapse")} in {PageNumber.Count(group.Numbers.Length, "cluster")}{(count > 0 ? $", {PageNumber.Count(count)} new" : "")}";
        return (title, Embedded(group, title, $"Embedding of {group.Name}, coloured by cluster; grey crosses are noise, outlined marks new synapses.", [.. group.ByCluster, .. fresh], $"clusters of {group.Name}"));
    }

    public static (string Title, Chart Chart) Neurons(GroupData group)
    {
        string title = $"{group.Name}: {PageNumber.Count(group.Labels.Length, "synapse")} of {PageNumber.Count(group.NeuronNames.Length, "neuron")}";
        IReadOnlyList<PointClass> neurons = group.ByNeuron;
        IReadOnlyList<PointClass> shown = neurons.Count <= MostNeurons
            ? neurons
            : [new PointClass($"{neurons.Count - MostNeurons + 1} other neurons", Ink.Noise, MarkShape.Disc, [.. neurons.Skip(MostNeurons - 1).SelectMany(neuron => neuron.Rows)]), .. neurons.Take(MostNeurons - 1)];
        return (title, Embedded(group, title, $"Embedding of {group.Name}, coloured by neuron.", shown, "neurons"));
    }

    public static (string Title, Chart Chart) Positions(GroupData group)
    {
        string title = $"{group.Name}: places of the synapses, by cluster";
        Chart[] panels =
        [
            PointView.Of("around the soma", group.Before!, group.ByCluster, ["x (µm)", "y (µm)", "z (µm)"], PanelWidth - 40, PanelHeight - 40),
            PointView.Of("in the frames of the neurons", group.After!, group.ByCluster, [.. group.Alignment.CoordinateColumns.Select(name => $"{name} (µm)")], PanelWidth - 40, PanelHeight - 40),
            Legend.Beside($"clusters of {group.Name}", group.ByCluster, PanelHeight - 40),
        ];
        return (title, Sheet.Of(title, $"Synapses of {group.Name} in space, before and after alignment, coloured by cluster.", panels, 3));
    }

    public static (string Title, Chart Chart) Profiles(GroupData group)
    {
        string title = $"{group.Name}: what its clusters are like (box: quartiles, line: 5 % to 95 %)";
        Chart[] panels =
        [
            .. group.Quantities.Select(quantity => Sheet.Titled(quantity.Name, BoxPlot.Of(
                quantity.Name,
                [.. group.ByCluster.Where(one => one.Rows.Count > 0).Select(one => (one.Label.Length > 0 ? one.Label : one.Name, one.Ink, (IReadOnlyList<double>)[.. one.Rows.Select(row => quantity.Values[row])]))],
                ""))),
        ];
        return (title, Panels(title, $"Box plots of every feature and coordinate by cluster of {group.Name}.", panels, 3));
    }

    public static (string Title, Chart Chart) Histograms(GroupData group)
    {
        string title = $"{group.Name}: distributions (line: median)";
        Chart[] panels = [.. group.Quantities.Select(quantity => Histogram.Of(quantity.Name, quantity.Values, [], 340, 220))];
        return (title, Panels(title, $"Histograms of every feature and coordinate of {group.Name}.", panels, 3));
    }

    public static (string Title, Chart Chart) Pairs(GroupData group)
    {
        string title = $"{group.Name}: every quantity against every other, by cluster";
        return (title, PairPlot.Of(title, $"Pair plot of the features and coordinates of {group.Name}, coloured by cluster.", group.Quantities, group.ByCluster, $"clusters of {group.Name}"));
    }

    public static (string Title, Chart Chart) Correlations(GroupData group)
    {
        string title = $"{group.Name}: correlations";
        return (title, Sheet.Of(title, $"Rank correlations of the features and coordinates of {group.Name}.", [CorrelationChart.Of("", group.Quantities)], 1));
    }

    public static (string Title, Chart Chart) Tree(GroupData group)
    {
        string title = $"{group.Name}: condensed tree, {PageNumber.Count(group.Numbers.Length, "cluster")} chosen";
        return (title, Sheet.Of(title, $"Condensed tree of {group.Name}: down is denser, width is synapses, chosen clusters are coloured and numbered.", [TreeChart.Of(title, group.Tree, group.InkOf)], 1));
    }

    public static (string Title, Chart Chart) Confusion(GroupData group)
    {
        if (group.Models is not PageModels models)
        {
            Chart none = new(480, 120, $"No model was trained for {group.Name}.");
            none.Text(240, 60, $"{group.Name}: no model was trained", Anchor.Middle, size: 15);
            return ($"{group.Name}: no model", none);
        }

        string Score(ModelEstimate estimate)
            => models.Scores.FirstOrDefault(score => score.Model == models.Used && score.Estimate == estimate) is ModelScores scores ? $", accuracy {PageNumber.Score(scores["accuracy"])}" : "";
        string title = $"{group.Name}: {models.Used}, clusters found and predicted (shade: share of the cluster)";
        Chart[] panels = [.. models.Confusions.Select(confusion => ConfusionChart.Of($"{(confusion.Estimate == ModelEstimate.Honest ? "folds, honest" : "test part")}{Score(confusion.Estimate)}", confusion))];
        return (title, Panels(title, $"Confusion of {models.Used} in {group.Name} with rejections and totals.", panels, 2));
    }

    private static Chart Panels(string title, string description, IReadOnlyList<Chart> panels, int columns)
        => panels.Count == 0 ? Sheet.Of(title, description, [new Chart(300, 60, description)], 1) : Sheet.Of(title, description, panels, Math.Min(columns, panels.Count));

    /// <summary>In two dimensions one panel; in three the view in space and the two flat ones that share its first axis.</summary>
    private static Chart Embedded(GroupData group, string title, string description, IReadOnlyList<PointClass> classes, string legend)
    {
        IReadOnlyList<double[]> axes = group.Embedding;
        string Name(int axis) => string.Create(CultureInfo.InvariantCulture, $"UMAP {axis + 1} (arbitrary units)");
        Chart Flat(int other, double width) => PointPlot.Of("", axes[0], axes[other], classes, (Name(0), Name(other)), width, PanelHeight);
        Chart[] panels = axes.Count switch
        {
            1 => [PointPlot.Of("", axes[0], new double[axes[0].Length], classes, (Name(0), ""), PanelWidth + 120, PanelHeight)],
            2 => [Flat(1, PanelWidth + 120)],
            _ => [PointView.Of("", axes, classes, [Name(0), Name(1), Name(2)], PanelWidth, PanelHeight), Flat(1, PanelWidth - 60), Flat(2, PanelWidth - 60)],
        };
        return Sheet.Of(title, description, [.. panels, Legend.Beside(legend, classes, PanelHeight)], panels.Length + 1);
    }
}

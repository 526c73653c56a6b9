using Neuropil.Pipeline;
using Neuropil.Study;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Report;

/// <summary>Draws the whole study: the clusters of all groups side by side, the features by neuron, and the synapses in space.</summary>
internal static class OverviewStage
{
    private const int Columns = 3;
    private const double PanelWidth = 400;
    private const double PanelHeight = 340;
    private const int MostNeurons = 40;

    /// <param name="Features">The features, in order.</param>
    /// <param name="HasPositions">Whether synapses have a place.</param>
    public sealed record Options(IReadOnlyList<FeatureRecipe> Features, bool HasPositions);

    public sealed record Inputs(ByName<Artifact<Table>> Groups, Artifact<Table> Aligned);

    public sealed record Outputs(Picture Overview, Picture Features, Picture Correlations, Picture? Positions);

    public static Unit<Outputs> Create(Options options, Inputs inputs) => Unit.Of(
        new UnitId("overview"),
        options,
        inputs,
        new Outputs(
            Picture.At("report/figures/overview"),
            Picture.At("report/figures/features"),
            Picture.At("report/figures/correlations"),
            options.HasPositions ? Picture.At("report/figures/positions") : null),
        static (options, context) => Run(options, context));

    private static void Run(Options options, UnitContext<Inputs, Outputs> context)
    {
        Chart[] panels = [.. context.Inputs.Groups.Select((group, index) => Panel(group.Name, index, context.Read(group.Item))).OfType<Chart>()];
        const string title = "Clusters of every group; colour and number belong to the group";
        context.Outputs.Overview.Write(context, title, Sheet.Of(title, "Small pictures of all groups' embeddings, coloured by cluster; grey crosses are noise.", panels.Length > 0 ? panels : [new Chart(300, 60, "")], Math.Min(Columns, Math.Max(1, panels.Length))));
        Table aligned = context.Read(context.Inputs.Aligned);
        (string Name, IReadOnlyList<double> Values)[] quantities =
        [
            .. options.Features.Where(feature => feature.Name != FeatureRecipe.Position).Select(feature => (NamedUnit.Labelled(feature.Name), (IReadOnlyList<double>)aligned.Numbers(feature.Name))),
        ];
        string[] frames = [.. new[] { AlignMode.Pca, AlignMode.None }.SelectMany(NeuronAlignment.ColumnsOf).Where(name => aligned.Columns.Any(column => column.Name == name))];
        (string Name, IReadOnlyList<double> Values)[] places = [.. frames.Select(name => ($"{name} (µm)", (IReadOnlyList<double>)aligned.Numbers(name)))];
        PointClass[] neurons = Neurons(aligned);
        ByNeuron(context, [.. quantities, .. places], neurons);
        const string correlated = "Correlations over all synapses";
        context.Outputs.Correlations.Write(context, correlated, Sheet.Of(correlated, "Rank correlations of all features and coordinates over all synapses.", [CorrelationChart.Of("", [.. quantities, .. places])], 1));
        if (context.Outputs.Positions is Picture positions)
        {
            const string where = "Places of the synapses, by neuron";
            string[] before = ["rel_x", "rel_y", "rel_z"];
            PointClass[] shown = [.. neurons.Take(ClassPalette.ClassCount)];
            positions.Write(context, where, Sheet.Of(
                where,
                "All synapses in space, before and after alignment, coloured by neuron.",
                [
                    PointView.Of("around the soma", [.. before.Select(aligned.Numbers)], shown, [.. before.Select(name => $"{name} (µm)")], 480, 440),
                    PointView.Of("in the frames of the neurons", [.. places.Select(place => place.Values)], shown, [.. places.Select(place => place.Name)], 480, 440),
                    Legend.Beside(neurons.Length > shown.Length ? $"neurons (the first {shown.Length})" : "neurons", shown, 440),
                ],
                3));
        }
    }

    private static void ByNeuron(UnitContext<Inputs, Outputs> context, IReadOnlyList<(string Name, IReadOnlyList<double> Values)> quantities, PointClass[] neurons)
    {
        string title = $"Features by neuron (box: quartiles, line: 5 % to 95 %){(neurons.Length > MostNeurons ? $", the first {MostNeurons} neurons" : "")}";
        Chart[] panels =
        [
            .. quantities.SelectMany(quantity => new[]
            {
                Histogram.Of(quantity.Name, quantity.Values, [], 340, 220),
                Sheet.Titled(quantity.Name, BoxPlot.Of(quantity.Name, [.. neurons.Take(MostNeurons).Select(neuron => (neuron.Name, Ink.Bar, (IReadOnlyList<double>)[.. neuron.Rows.Select(row => quantity.Values[row])]))], "")),
            }),
        ];
        context.Outputs.Features.Write(context, title, Sheet.Of(title, "Histogram over all synapses and box plot by neuron of every feature and coordinate.", panels.Length > 0 ? panels : [new Chart(300, 60, "")], 4));
    }

    private static PointClass[] Neurons(Table table)
    {
        string[] names = table.Texts(GroupTable.NeuronId);
        return
        [
            .. Enumerable.Range(0, names.Length).GroupBy(row => names[row], StringComparer.Ordinal).OrderBy(rows => rows.Key, StringComparer.Ordinal)
                .Select((rows, index) => PointClass.Of(index, rows.Key, [.. rows])),
        ];
    }

    private static Chart? Panel(string name, int index, Table clusters)
    {
        if (clusters.RowCount == 0)
        {
            return null;
        }

        int[] labels = clusters.Integers(ClusterStage.Cluster);
        ILookup<int, int> rows = Enumerable.Range(0, labels.Length).ToLookup(row => labels[row]);
        int[] numbers = [.. rows.Select(group => group.Key).Where(label => label != FileLabels.Noise).Order()];
        PointClass[] classes =
        [
            PointClass.Noise("noise", [.. rows[FileLabels.Noise]]),
            .. numbers.Select((number, at) => PointClass.Of(ClassPalette.OffsetOf(index) + at, $"{name} {PageNumber.Count(number)}", [.. rows[number]], PageNumber.Count(number))),
        ];
        double[][] axes = [.. GroupTable.EmbeddingNames(clusters).Select(clusters.Numbers)];
        string title = $"{name}: {PageNumber.Count(labels.Length)} in {PageNumber.Count(numbers.Length, "cluster")}";
        Chart panel = axes.Length > 2
            ? PointView.Of(title, axes, classes, ["UMAP 1", "UMAP 2", "UMAP 3"], PanelWidth, PanelHeight)
            : PointPlot.Of(title, axes[0], axes.Length > 1 ? axes[1] : new double[axes[0].Length], classes, ("UMAP 1", "UMAP 2"), PanelWidth, PanelHeight);
        Chart legend = Legend.Below(classes, PanelWidth);
        Chart whole = new(PanelWidth, PanelHeight + legend.Height, title);
        whole.Add(0, 0, panel);
        whole.Add(0, PanelHeight, legend);
        return whole;
    }
}

using Neuropil.Pipeline;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>Turns every neuron's synapses onto that neuron's principal axes.</summary>
internal static class AlignStage
{
    public sealed record Inputs(Artifact<SynapseTable> Clean);

    public sealed record Outputs(Artifact<Table> Aligned, Artifact<NeuronAlignment> Alignment);

    public static Unit<Outputs> Create(Inputs inputs) => Unit.Of(
        new UnitId("align"),
        NoOptions.Value,
        inputs,
        new Outputs(new("align/aligned.csv", StudyCodecs.Table), new("align/alignment.json", StudyCodecs.Alignment)),
        static (_, context) => Run(context));

    /// <summary>The columns of the aligned coordinates, µm.</summary>
    public static IEnumerable<TableColumn> Coordinates(IReadOnlyList<AlignedPosition> positions) =>
    [
        TableColumn.Numbers(FeatureSpace.FeatureNames[0], [.. positions.Select(position => position.First)]),
        TableColumn.Numbers(FeatureSpace.FeatureNames[1], [.. positions.Select(position => position.Second)]),
        TableColumn.Numbers(FeatureSpace.FeatureNames[2], [.. positions.Select(position => position.Third)]),
    ];

    private static void Run(UnitContext<Inputs, Outputs> context)
    {
        SynapseTable table = context.Read(context.Inputs.Clean);
        NeuronAlignment alignment = NeuronAlignment.Fit(table.Synapses);
        foreach (string warning in alignment.Warnings)
        {
            context.Warn(warning);
        }

        AlignedPosition[] positions = [.. table.Synapses.Select(alignment.Apply)];
        context.Write(context.Outputs.Aligned, SynapseTableFile.ToTable(table.Synapses, table, Coordinates(positions)));
        context.Write(context.Outputs.Alignment, alignment);
    }
}

using Neuropil.Pipeline;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>Brings every neuron's synapses into that neuron's frame: its principal axes, or about their mean.</summary>
internal static class AlignStage
{
    public sealed record Options(AlignMode Align, IReadOnlyList<string> Features);

    public sealed record Inputs(Artifact<SynapseTable> Screened);

    public sealed record Outputs(Artifact<Table> Aligned, Artifact<NeuronAlignment> Alignment);

    public static Unit<Outputs> Create(Options options, Inputs inputs) => Unit.Of(
        new UnitId("align"),
        options,
        inputs,
        new Outputs(new("align/aligned.csv", StudyCodecs.Table), new("align/alignment.json", StudyCodecs.Alignment)),
        static (options, context) => Run(options, context));

    private static void Run(Options options, UnitContext<Inputs, Outputs> context)
    {
        SynapseTable table = context.Read(context.Inputs.Screened);
        NeuronAlignment alignment = NeuronAlignment.Fit(table, options.Align);
        foreach (string warning in alignment.Warnings)
        {
            context.Warn(warning);
        }

        IReadOnlyList<double[]> aligned = table.Positions is null ? [] : alignment.Apply(table);
        context.Write(
            context.Outputs.Aligned,
            SynapseTableFile.ToTable(table, options.Features, aligned.Select((axis, index) => TableColumn.Numbers(alignment.CoordinateColumns[index], axis))));
        context.Write(context.Outputs.Alignment, alignment);
    }
}

using Neuropil.Pipeline;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>Turns every neuron's synapses onto that neuron's principal axes.</summary>
internal static class AlignStage
{
    public const string Aligned = "aligned";
    public const string Alignment = "alignment";
    public static readonly UnitId Id = new("align");

    public static Unit Create()
        => new()
        {
            Id = Id,
            Inputs = [new OutputInput("clean", CleanStage.Id, CleanStage.Kept)],
            Outputs = [new UnitOutput(Aligned, "align/aligned.csv"), new UnitOutput(Alignment, "align/alignment.json")],
            Code = StageCode.Features,
            Run = Run,
        };

    private static void Run(UnitContext context)
    {
        SynapseTable table = SynapseTableFile.Read(context.InputPath("clean"));
        NeuronAlignment alignment = NeuronAlignment.Fit(table.Synapses);
        foreach (string warning in alignment.Warnings)
        {
            context.Warn(warning);
        }

        AlignedPosition[] positions = [.. table.Synapses.Select(alignment.Apply)];
        SynapseTableFile.ToTable(
            table.Synapses,
            table,
            TableColumn.Numbers(FeatureSpace.FeatureNames[0], [.. positions.Select(position => position.First)]),
            TableColumn.Numbers(FeatureSpace.FeatureNames[1], [.. positions.Select(position => position.Second)]),
            TableColumn.Numbers(FeatureSpace.FeatureNames[2], [.. positions.Select(position => position.Third)])).WriteCsv(context.OutputPath(Aligned));
        context.Save(Alignment, alignment.Save);
    }
}

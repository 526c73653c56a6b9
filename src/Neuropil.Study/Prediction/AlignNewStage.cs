using Neuropil.Pipeline;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>
/// Checks the new synapses against the fitted models: each must be of a neuron whose axes are known; those with an area beyond the
/// historical bounds are flagged, never dropped.
/// </summary>
internal static class AlignNewStage
{
    public const string Aligned = "aligned";
    public const string Flagged = "flagged";
    public const string Flag = "Flag";
    public static readonly UnitId Id = new("align-new");

    public static Unit Create(StudySettings settings)
        => new()
        {
            Id = Id,
            Inputs =
            [
                new OutputInput("synapses", IngestStage.NewId, IngestStage.Synapses),
                new OutputInput("alignment", AlignStage.Id, AlignStage.Alignment),
                new OutputInput("bounds", CleanStage.Id, CleanStage.Bounds),
            ],
            Outputs = [new UnitOutput(Aligned, "align/new-aligned.csv"), new UnitOutput(Flagged, "predict/flagged.csv")],
            Code = StageCode.Features,
            Run = context => Run(context, settings.Data.New),
        };

    /// <summary>Reads the checked synapses.</summary>
    public static SynapseTable Read(string path) => SynapseTableFile.Read(path, [.. FeatureSpace.FeatureNames.Take(3), Flag]);

    private static void Run(UnitContext context, string source)
    {
        SynapseTable table = SynapseTableFile.Read(context.InputPath("synapses"));
        NeuronAlignment alignment = context.Load("alignment", NeuronAlignment.Load);
        alignment.RequireFitted(table with { Source = source });
        AreaBounds bounds = context.Load("bounds", AreaBounds.Load);
        string[] flags = [.. table.Synapses.Select(synapse => bounds.Violation(synapse) ?? "")];
        AlignedPosition[] positions = [.. table.Synapses.Select(alignment.Apply)];
        SynapseTableFile.ToTable(
            table.Synapses,
            table,
            TableColumn.Numbers(FeatureSpace.FeatureNames[0], [.. positions.Select(position => position.First)]),
            TableColumn.Numbers(FeatureSpace.FeatureNames[1], [.. positions.Select(position => position.Second)]),
            TableColumn.Numbers(FeatureSpace.FeatureNames[2], [.. positions.Select(position => position.Third)]),
            TableColumn.Texts(Flag, flags)).WriteCsv(context.OutputPath(Aligned));
        WriteFlagged(context, table, flags);
    }

    private static void WriteFlagged(UnitContext context, SynapseTable table, string[] flags)
    {
        int[] rows = [.. Enumerable.Range(0, flags.Length).Where(row => flags[row].Length > 0)];
        SynapseKey[] keys = [.. rows.Select(row => table.Synapses[row].Key)];
        new Table(
            TableColumn.Integers("SourceRow", [.. rows.Select(row => table.Synapses[row].Line)]),
            GroupTable.NeuronTypesOf(keys),
            GroupTable.NeuronIdsOf(keys),
            GroupTable.SynTypesOf(keys),
            GroupTable.SynIdsOf(keys),
            TableColumn.Texts("Reason", [.. rows.Select(row => flags[row])])).WriteCsv(context.OutputPath(Flagged));
        foreach (int row in rows)
        {
            context.Warn($"New synapse {table.Synapses[row].Key} (row {table.Synapses[row].Line}) is predicted, but {flags[row]}, the bounds of the historical synapses.");
        }
    }
}

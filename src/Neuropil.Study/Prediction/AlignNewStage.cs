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
    public sealed record Inputs(FileLabel Workbook, Artifact<SynapseTable> Synapses, Artifact<NeuronAlignment> Alignment, Artifact<AreaBounds> Bounds);

    public sealed record Outputs(Artifact<Table> Aligned, Artifact<Table> Flagged);

    private const string Flag = "Flag";

    public static Unit<Outputs> Create(Inputs inputs) => Unit.Of(
        new UnitId("align-new"),
        NoOptions.Value,
        inputs,
        new Outputs(new("align/new-aligned.csv", StudyCodecs.Table), new("predict/flagged.csv", StudyCodecs.Table)),
        static (_, context) => Run(context));

    /// <summary>The synapses in the table of the aligned.</summary>
    public static SynapseTable SynapsesOf(Table aligned) => SynapseTableFile.FromTable(aligned, [.. FeatureSpace.FeatureNames.Take(3), Flag]);

    private static void Run(UnitContext<Inputs, Outputs> context)
    {
        SynapseTable table = context.Read(context.Inputs.Synapses);
        NeuronAlignment alignment = context.Read(context.Inputs.Alignment);
        alignment.RequireFitted(table with { Source = context.NameOf(context.Inputs.Workbook) });
        AreaBounds bounds = context.Read(context.Inputs.Bounds);
        string[] flags = [.. table.Synapses.Select(synapse => bounds.Violation(synapse) ?? "")];
        AlignedPosition[] positions = [.. table.Synapses.Select(alignment.Apply)];
        context.Write(
            context.Outputs.Aligned,
            SynapseTableFile.ToTable(table.Synapses, table, [.. AlignStage.Coordinates(positions), TableColumn.Texts(Flag, flags)]));
        WriteFlagged(context, table, flags);
    }

    private static void WriteFlagged(UnitContext<Inputs, Outputs> context, SynapseTable table, string[] flags)
    {
        int[] rows = [.. Enumerable.Range(0, flags.Length).Where(row => flags[row].Length > 0)];
        SynapseKey[] keys = [.. rows.Select(row => table.Synapses[row].Key)];
        context.Write(context.Outputs.Flagged, new Table(
            TableColumn.Integers("SourceRow", [.. rows.Select(row => table.Synapses[row].Line)]),
            GroupTable.NeuronTypesOf(keys),
            GroupTable.NeuronIdsOf(keys),
            GroupTable.SynTypesOf(keys),
            GroupTable.SynIdsOf(keys),
            TableColumn.Texts("Reason", [.. rows.Select(row => flags[row])])));
        foreach (int row in rows)
        {
            context.Warn($"New synapse {table.Synapses[row].Key} (row {table.Synapses[row].Line}) is predicted, but {flags[row]}, the bounds of the historical synapses.");
        }
    }
}

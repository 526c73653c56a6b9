using Neuropil.Pipeline;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>
/// Tells what is doubtful of the new synapses before any group looks at them. A unit of its own, so that what changes the historical bounds,
/// but no flag, leaves the predictions alone.
/// </summary>
internal static class ScreenNewStage
{
    /// <summary>The column of flags.</summary>
    public const string Flags = "Flags";

    private const int MostTold = 5;

    /// <param name="Features">The features.</param>
    /// <param name="HasIds">Whether the tables name their synapses; the number of a row names none.</param>
    public sealed record Options(IReadOnlyList<FeatureRecipe> Features, bool HasIds);

    public sealed record Inputs(
        Artifact<SynapseTable> Synapses, Artifact<SynapseTable> Historical, Artifact<NeuronAlignment> Alignment, Artifact<FeatureBounds> Bounds);

    public sealed record Outputs(Artifact<Table> Flags);

    public static Unit<Outputs> Create(Options options, Inputs inputs) => Unit.Of(
        new UnitId("screen-new"),
        options,
        inputs,
        new Outputs(new("predict/flags.csv", StudyCodecs.Table)),
        static (options, context) => Run(options, context));

    /// <summary>The flags of synapses by their key.</summary>
    public static IReadOnlyDictionary<SynapseKey, string> Read(Table table)
        => GroupTable.KeysOf(table).Zip(table.Texts(Flags)).ToDictionary(row => row.First, row => row.Second);

    private static void Run(Options options, UnitContext<Inputs, Outputs> context)
    {
        SynapseTable synapses = context.Read(context.Inputs.Synapses);
        HashSet<SynapseKey> historical = options.HasIds ? [.. context.Read(context.Inputs.Historical).Keys()] : [];
        SynapseKey[] keys = synapses.Keys();
        string[] flags = NewSynapseFlags.Of(
            synapses, SynapseScreen.Gaps(synapses, options.Features), context.Read(context.Inputs.Alignment), context.Read(context.Inputs.Bounds), historical);
        SynapseKey[] known = [.. keys.Where(historical.Contains)];
        if (known.Length > 0)
        {
            context.Warn($"{known.Length} of {keys.Length} new synapses have the key of a historical one: {string.Join(", ", known.Take(MostTold))}{(known.Length > MostTold ? ", …" : "")}. If they are the same, the models have seen them: their predictions show no skill. They are flagged {PredictionFlag.AlsoHistorical}.");
        }

        context.Write(context.Outputs.Flags, new Table(
            TableColumn.Texts(GroupTable.NeuronType, synapses.NeuronTypes),
            TableColumn.Texts(GroupTable.NeuronId, synapses.Neurons),
            TableColumn.Texts(GroupTable.SynType, synapses.SynTypes),
            TableColumn.Texts(GroupTable.SynId, synapses.Ids),
            TableColumn.Texts(Flags, flags)));
    }
}

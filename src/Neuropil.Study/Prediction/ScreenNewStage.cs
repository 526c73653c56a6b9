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
        NeuronAlignment alignment = context.Read(context.Inputs.Alignment);
        string?[] gaps = SynapseScreen.Gaps(synapses, options.Features);
        List<string>[] outside = Outside(synapses, context.Read(context.Inputs.Bounds));
        HashSet<SynapseKey> historical = options.HasIds ? [.. context.Read(context.Inputs.Historical).Keys()] : [];
        SynapseKey[] keys = synapses.Keys();
        string[] flags = new string[keys.Length];
        for (int row = 0; row < keys.Length; row++)
        {
            string[] own =
            [
                .. gaps[row] is string gap ? [gap] : Array.Empty<string>(),
                .. outside[row].Count > 0 ? [PredictionFlag.OutsideRange(outside[row])] : Array.Empty<string>(),
                .. alignment.Knows(synapses.Neurons[row]) ? Array.Empty<string>() : [PredictionFlag.UnseenNeuron],
                .. historical.Contains(keys[row]) ? [PredictionFlag.AlsoHistorical] : Array.Empty<string>(),
            ];
            flags[row] = string.Join(PredictionFlag.Separator, own);
        }

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

    // Per row the features beyond their bounds.
    private static List<string>[] Outside(SynapseTable synapses, FeatureBounds bounds)
    {
        List<string>[] outside = [.. Enumerable.Range(0, synapses.Count).Select(_ => new List<string>())];
        foreach (FeatureBound bound in bounds.Features)
        {
            double[] values = synapses.Numbers(bound.Name);
            for (int row = 0; row < values.Length; row++)
            {
                if (!double.IsNaN(values[row]) && bound.Violation(values[row]) is not null)
                {
                    outside[row].Add(bound.Name);
                }
            }
        }

        return outside;
    }
}

using Neuropil.Pipeline;
using Neuropil.Synapses;

namespace Neuropil.Study;

/// <summary>Keeps a part of the historical synapses apart, as if they were new: a share drawn by key, or what meets a condition.</summary>
internal static class SplitStage
{
    public sealed record Options(NewSynapses New, SynapseColumns Columns, long Seed);

    public sealed record Inputs(Artifact<SynapseTable> Synapses);

    public sealed record Outputs(Artifact<SynapseTable> Historical, Artifact<SynapseTable> New);

    public static Unit<Outputs> Create(Options options, Inputs inputs) => Unit.Of(
        new UnitId("split"),
        options,
        inputs,
        new Outputs(new("ingest/historical-synapses.csv", StudyCodecs.Synapses), new("ingest/new-synapses.csv", StudyCodecs.Synapses)),
        static (options, context) => Run(options, context));

    private static void Run(Options options, UnitContext<Inputs, Outputs> context)
    {
        SynapseTable table = context.Read(context.Inputs.Synapses);
        bool[] isNew = options.New.Kind switch
        {
            NewKind.Share => KeyedSplit.OfSynapses(table, options.New.Share, options.Seed),
            NewKind.ShareOfNeurons => KeyedSplit.OfNeurons(table, options.New.Share, options.Seed),
            NewKind.Condition => Matching(options, table, context),
            NewKind.None or NewKind.Tables => throw new InvalidOperationException($"There is nothing to split with {options.New.Kind}."),
            _ => throw new InvalidOperationException($"There is no kind {options.New.Kind}."),
        };
        int[] fresh = [.. Enumerable.Range(0, isNew.Length).Where(row => isNew[row])];
        int[] kept = [.. Enumerable.Range(0, isNew.Length).Where(row => !isNew[row])];
        if (fresh.Length == 0 || kept.Length == 0)
        {
            throw new InvalidDataException(
                $"[Data] New takes {fresh.Length} of {isNew.Length} synapses for new; expected some, and others left to learn from. Correct the share or the condition, or write New=none.");
        }

        context.Note($"{fresh.Length} of {isNew.Length} synapses are kept apart as new.");
        context.Write(context.Outputs.Historical, table.Rows(kept));
        context.Write(context.Outputs.New, table.Rows(fresh));
    }

    private static bool[] Matching(Options options, SynapseTable table, UnitContext context)
    {
        SynapseCondition condition = SynapseCondition.Of(options.New.Condition!, options.Columns);
        foreach (string warning in condition.Warnings(table))
        {
            context.Warn($"[Data] New: {warning}");
        }

        return condition.Evaluate(table);
    }
}

namespace Neuropil.Pipeline.Tests;

/// <summary>The units of the toy pipeline.</summary>
internal static class ToyUnits
{
    public sealed record ReadOptions(bool Upper);

    public sealed record ReadInputs(FileInput Words, FileInput Extra);

    public sealed record ReadOutputs(Artifact<string> Words);

    public sealed record Nesting(string Group);

    public sealed record CountOptions(int Limit, Nesting Nested, long Seed);

    public sealed record CountInputs(Artifact<string> Words);

    public sealed record CountOutputs(Artifact<string> Counts, Artifact<string> Picture);

    public sealed record SumInputs(ByName<Artifact<string>> Counts);

    public sealed record SumOutputs(Artifact<string> Sum);

    public static Unit<ReadOutputs> Read(ReadOptions options, FileInput words, FileInput extra) => Unit.Of(
        new UnitId("read"),
        options,
        new ReadInputs(words, extra),
        new ReadOutputs(new("read/words.txt", Codecs.Text)),
        static (options, context) =>
        {
            ToyHooks.Working?.Invoke(context);
            string text = File.ReadAllText(context.PathOf(context.Inputs.Words));
            string extra = context.Has(context.Inputs.Extra) ? " " + File.ReadAllText(context.PathOf(context.Inputs.Extra)) : "";
            string[] words = (text + extra).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (words.Length < 2)
            {
                context.Warn($"hardly any words in {context.PathOf(context.Inputs.Words)}");
            }

            context.Note($"{words.Length} words");
            string joined = string.Join('\n', words);
            context.Write(context.Outputs.Words, options.Upper ? joined.ToUpperInvariant() : joined);
        });

    public static Unit<CountOutputs> Count(string group, int limit, long seed, Artifact<string> words) => Unit.Of(
        new UnitId("count", group),
        new CountOptions(limit, new Nesting(group), seed),
        new CountInputs(words),
        new CountOutputs(new($"count/{group}.csv", Codecs.Text), new($"count/{group}.png", Codecs.Text, locked: false)),
        static (options, context) =>
        {
            ToyHooks.Working?.Invoke(context);
            IEnumerable<string> words = context.Read(context.Inputs.Words).Split('\n')
                .Where(word => word.Length > 0 && word.Length <= options.Limit == (options.Nested.Group == "short"));
            context.Write(context.Outputs.Counts, "Word,Letters\n" + string.Concat(words.Select(word => $"{word},{word.Length}\n")));
            context.Write(context.Outputs.Picture, $"picture of {options.Nested.Group}");
        });

    public static Unit<SumOutputs> Sum(ByName<Artifact<string>> counts, int formatVersion) => Unit.Of(
        new UnitId("sum"),
        NoOptions.Value,
        new SumInputs(counts),
        new SumOutputs(new("sum.txt", Codecs.Text)),
        static (_, context) =>
        {
            ToyHooks.Working?.Invoke(context);
            context.Write(context.Outputs.Sum, string.Join(' ', context.Inputs.Counts.Select(count => context.Read(count.Item).Split('\n').Length - 2)) + "\n");
        },
        formatVersion);
}

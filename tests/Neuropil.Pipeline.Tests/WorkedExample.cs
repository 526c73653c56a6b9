using System.Globalization;

namespace Neuropil.Pipeline.Tests;

/// <summary>Counts the words of a text that are long enough.</summary>
internal static class LongWordsStage
{
    public sealed record Options(int FewestLetters, long Seed);

    public sealed record Inputs(FileInput Text);

    public sealed record Outputs(Artifact<string> Count);

    public static Unit<Outputs> Create(Options options, Inputs inputs) => Unit.Of(
        new UnitId("long-words"),
        options,
        inputs,
        new Outputs(new("long-words/count.txt", Codecs.Text)),
        static (options, context) => Run(options, context));

    private static void Run(Options options, UnitContext<Inputs, Outputs> context)
    {
        string[] words = File.ReadAllText(context.PathOf(context.Inputs.Text)).Split(' ');
        int count = words.Count(word => word.Length >= options.FewestLetters);
        context.Note($"{count} of {words.Length} words are long.");
        context.Write(context.Outputs.Count, count.ToString(CultureInfo.InvariantCulture));
    }
}

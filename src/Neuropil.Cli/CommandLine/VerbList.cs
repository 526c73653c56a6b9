using Neuropil.Tables;

namespace Neuropil.Cli;

/// <summary>Every verb of the command, in the order of the help. A new one is a class in Verbs/ and a line here.</summary>
internal static class VerbList
{
    public static IReadOnlyList<Verb> All { get; } =
    [
        new UmapFitVerb(),
        new UmapTransformVerb(),
        new HdbscanFitVerb(),
        new HdbscanPredictVerb(),
        new HdbscanCutVerb(),
        new HdbscanSweepVerb(),
        new SvmFitVerb(),
        new SvmPredictVerb(),
        new XgboostFitVerb(),
        new XgboostPredictVerb(),
        new ImportPredictVerb(),
        new ImportVerb(),
        new SynthVerb(),
    ];

    /// <summary>The verb that the first words name, and how many words its name has.</summary>
    public static Verb Find(string[] words, out int nameLength)
    {
        foreach (Verb verb in All)
        {
            string[] name = verb.Name.Split(' ');
            if (words.Length >= name.Length && words.AsSpan(0, name.Length).SequenceEqual(name))
            {
                nameLength = name.Length;
                return verb;
            }
        }

        string asked = string.Join(' ', words.TakeWhile(word => !word.StartsWith('-') && !word.Contains('.', StringComparison.Ordinal)).Take(2));
        string nearest = NearestName.Of(asked, All.Select(verb => verb.Name)) is string found ? $" Is '{found}' meant?" : "";
        throw new UsageException($"'{asked}' is no verb of neuropil.{nearest}\nVerbs: {string.Join(", ", All.Select(verb => verb.Name))}.");
    }
}

using System.Text;

namespace Neuropil.Cli;

/// <summary>What --help prints.</summary>
internal static class HelpText
{
    public static string OfAll(IReadOnlyList<Verb> verbs)
    {
        StringBuilder text = new("neuropil VERB [options]\n\n");
        int width = verbs.Max(verb => verb.Name.Length);
        foreach (Verb verb in verbs)
        {
            text.Append("  ").Append(verb.Name.PadRight(width + 2)).Append(verb.Summary).Append('\n');
        }

        return text.Append("\nneuropil VERB --help lists a verb's options. neuropil --version prints the version.\n")
            .Append("Tables are CSV files with a header row; every column is a number, or --columns names those that are. Exit codes: 0 done, 1 failed, 2 wrong usage.\n").ToString();
    }

    public static string Of(Verb verb)
    {
        string[] required = [.. verb.Options.Where(option => option.IsRequired).Select(option => $"--{option.Name} {option.Value}")];
        StringBuilder text = new($"neuropil {string.Join(' ', [verb.Name, .. verb.Files.Select(file => file.Name), .. required])} [options]\n\n{verb.Summary}\n\n");
        (string Left, string Right)[] lines =
        [
            .. verb.Files.Select(file => (file.Name, file.Description)),
            .. verb.Options.Select(option => ($"--{option.Name}{(option.Value is null ? "" : " " + option.Value)}", option.Description + Default(option))),
        ];
        int width = Math.Min(32, lines.Max(line => line.Left.Length));
        foreach ((string left, string right) in lines)
        {
            text.Append("  ").Append(left.PadRight(width + 2)).Append(right).Append('\n');
        }

        return text.ToString();
    }

    private static string Default(Option option) => option.IsRequired ? " (required)" : option.Default is null ? "" : $" (default: {option.Default})";
}

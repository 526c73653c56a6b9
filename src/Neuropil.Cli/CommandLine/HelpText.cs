using System.Text;

namespace Neuropil.Cli;

/// <summary>What --help prints.</summary>
internal static class HelpText
{
    private const string About =
        """

        Tables are text with a header row (comma, semicolon or tab between the fields, decimal point or comma; .gz too), workbooks or Parquet
        files; every column is a number, or --columns names those that are. - is standard input or output.
        Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted.

        """;

    /// <summary>Everything there is, or the verbs of a group.</summary>
    /// <param name="group">As <c>umap</c>; empty: all.</param>
    public static string OfGroup(string group)
    {
        Verb[] verbs = [.. VerbList.All.Where(verb => group.Length == 0 || verb.Name == group || verb.Name.StartsWith(group + ' ', StringComparison.Ordinal))];
        StringBuilder text = new(group.Length == 0 ? "neuropil VERB [options]\n\n" : $"neuropil {group} VERB [options]\n\n{VerbList.GroupSummary(group)}\n\n");
        int width = verbs.Max(verb => verb.Name.Length);
        foreach (Verb verb in verbs)
        {
            text.Append("  ").Append(verb.Name.PadRight(width + 2)).Append(verb.Summary).Append('\n');
        }

        text.Append("\nneuropil VERB --help lists a verb's options.");
        return group.Length > 0 ? text.Append('\n').ToString() : text.Append(" neuropil --version prints the version.\n").Append(About).ToString();
    }

    public static string Of(Verb verb)
    {
        string[] required =
            [.. verb.Options.Where(option => option.IsRequired && option.RequiredUnless is null).Select(option => $"--{option.Name} {option.Value}")];
        StringBuilder text = new($"neuropil {string.Join(' ', [verb.Name, .. verb.Files.Select(file => file.Name), .. required])} [options]\n\n{verb.Summary}\n\n");
        (string Left, string Right)[] lines =
        [
            .. verb.Files.Select(file => (file.Name, file.Description)),
            .. verb.Options.Select(option => ($"--{option.Name}{(option.Value is null ? "" : " " + option.Value)}", option.Description + Default(option))),
        ];
        int width = lines.Max(line => line.Left.Length);
        foreach ((string left, string right) in lines)
        {
            text.Append("  ").Append(left.PadRight(width + 2)).Append(right).Append('\n');
        }

        Verb[] under = [.. VerbList.All.Where(other => other.Name.StartsWith(verb.Name + ' ', StringComparison.Ordinal))];
        foreach (Verb other in under)
        {
            text.Append($"\nneuropil {other.Name}: {other.Summary}\n");
        }

        return text.ToString();
    }

    private static string Default(VerbOption option)
        => option.RequiredUnless is string other ? $" (required, but with --{other})"
            : option.IsRequired ? " (required)"
            : option.Default is null ? "" : $" (default: {option.Default})";
}

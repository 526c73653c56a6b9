using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;

namespace Neuropil.Cli;

/// <summary>The verbs as System.CommandLine knows them: it splits the words, finds the verb, and completes what is half typed.</summary>
internal sealed class CommandTree
{
    private readonly Dictionary<Command, Verb> verbs = [];
    private readonly HelpOption help = new("--help", "-h");
    private readonly VersionOption version = new("--version");
    private readonly RootCommand root = new("Neuropil: UMAP, HDBSCAN and the learners, on any table of numbers.");

    public CommandTree()
    {
        // The library's own help and version are not wanted, its suggestions are.
        root.Options.Clear();
        root.Options.Add(help);
        root.Options.Add(version);
        foreach (Verb verb in VerbList.All)
        {
            Command command = root;
            foreach (string word in verb.Name.Split(' '))
            {
                Command? next = command.Subcommands.FirstOrDefault(known => known.Name == word);
                if (next is null)
                {
                    next = new Command(word, VerbList.GroupSummary(word));
                    command.Subcommands.Add(next);
                }

                command = next;
            }

            command.Description = verb.Summary;

            // With an action a command is complete without a word more, though others stand below it, as `import predict` below `import`.
            command.SetAction(_ => 0);
            Fill(command, verb);
            verbs.Add(command, verb);
        }
    }

    /// <summary>The words, understood; what is wrong with them is told by <see cref="Arguments.Of"/>.</summary>
    public ParseResult Parse(IReadOnlyList<string> words)
        => root.Parse(words, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });

    public Verb? VerbOf(ParseResult line) => verbs.GetValueOrDefault(line.CommandResult.Command);

    /// <summary>The words that lead to the command found: none, a group, or a verb.</summary>
    public static string PathOf(ParseResult line)
    {
        List<string> names = [];
        for (SymbolResult? result = line.CommandResult; result is CommandResult { Command: not RootCommand } found; result = result.Parent)
        {
            names.Insert(0, found.Command.Name);
        }

        return string.Join(' ', names);
    }

    public bool AsksForHelp(ParseResult line) => line.GetResult(help) is not null;

    public bool AsksForVersion(ParseResult line) => line.GetResult(version) is not null;

    private static void Fill(Command command, Verb verb)
    {
        foreach ((string name, string description) in verb.Files)
        {
            command.Arguments.Add(new Argument<string>(name) { Description = description, Arity = ArgumentArity.ZeroOrOne });
        }

        foreach (VerbOption option in verb.Options)
        {
            Option<string> made = new("--" + option.Name)
            {
                Description = option.Description,
                HelpName = option.Value,
                Arity = option.Value is null ? ArgumentArity.Zero : ArgumentArity.ZeroOrOne,
            };
            if (option.Choices.Count > 0)
            {
                made.CompletionSources.Add([.. option.Choices]);
            }

            command.Options.Add(made);
        }
    }
}

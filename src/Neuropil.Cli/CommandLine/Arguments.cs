using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Neuropil.Numerics;

namespace Neuropil.Cli;

/// <summary>What was given to a verb: files in order, options by name. Whatever is wrong is told in the words of the command line.</summary>
internal sealed class Arguments
{
    private readonly Verb verb;
    private readonly List<string> files = [];
    private readonly Dictionary<string, string> options = new(StringComparer.Ordinal);

    private Arguments(Verb verb) => this.verb = verb;

    public Verb Verb => verb;

    /// <summary>The words of a verb, checked against what it takes.</summary>
    public static Arguments Of(Verb verb, ParseResult line, IReadOnlyList<string> words)
    {
        Arguments arguments = new(verb);
        foreach (VerbOption option in verb.Options.Where(option => option.Value is null))
        {
            if (words.TakeWhile(word => word != "--").FirstOrDefault(word => word.StartsWith($"--{option.Name}=", StringComparison.Ordinal)) is string valued)
            {
                throw arguments.Wrong($"--{option.Name} takes no value; '{ForeignText.Shown(valued[(option.Name.Length + 3)..])}' came.");
            }
        }

        int end = Index(line.Tokens, token => token.Type == TokenType.DoubleDash);
        string[] plain = end < 0 ? [] : [.. line.Tokens.Skip(end + 1).Select(token => token.Value)];
        IEnumerable<string> loose = line.CommandResult.Children.OfType<ArgumentResult>().SelectMany(found => found.Tokens)
            .Select(token => token.Value).Concat(line.UnmatchedTokens);
        foreach (string word in loose)
        {
            if (word.Length > 1 && word[0] == '-' && !plain.Contains(word))
            {
                throw arguments.Unknown(word);
            }

            arguments.files.Add(word);
        }

        foreach (OptionResult found in line.CommandResult.Children.OfType<OptionResult>().Where(found => !found.Implicit))
        {
            arguments.Take(found);
        }

        arguments.CheckComplete();
        return line.Errors.Count == 0 ? arguments : throw arguments.Wrong(line.Errors[0].Message);
    }

    public string File(int index) => files[index];

    public bool Has(string option) => options.ContainsKey(option);

    public string? Text(string option) => options.GetValueOrDefault(option);

    public string Required(string option) => options[option];

    /// <summary>The files that are read: those without dashes, then those of options.</summary>
    public IEnumerable<string> InputPaths => files.Take(verb.InputCount).Concat(PathsOf(OptionRole.Input).Select(found => found.Path));

    /// <summary>The options that name files to write, with those.</summary>
    public IEnumerable<(string Option, string Path)> OutputPaths => PathsOf(OptionRole.Output);

    public int Integer(string option, int otherwise) => Integer(option) ?? otherwise;

    public int? Integer(string option) => Parsed<int>(option, NumberStyles.AllowLeadingSign, "an integer");

    public long Long(string option, long otherwise) => Parsed<long>(option, NumberStyles.AllowLeadingSign, "an integer") ?? otherwise;

    public double Number(string option, double otherwise) => Number(option) ?? otherwise;

    public double? Number(string option) => Parsed<double>(option, NumberStyles.Float, "a number");

    /// <summary>One of several words.</summary>
    public T Choice<T>(string option, T otherwise, params (string Word, T Value)[] choices)
    {
        if (Text(option) is not string text)
        {
            return otherwise;
        }

        foreach ((string word, T value) in choices)
        {
            if (word == text)
            {
                return value;
            }
        }

        string[] words = [.. choices.Select(choice => choice.Word)];
        throw Wrong($"--{option} is '{ForeignText.Shown(text)}'{NearestName.Suggestion(text, words)}; expected {string.Join(", ", words)}.");
    }

    /// <summary>Several integers: 5,10,15 or 5-25 or 5-25:5.</summary>
    public int[] Integers(string option, params int[] otherwise)
        => Text(option) is string text
            ? IntegerList.Parse(text) ?? throw Wrong(
                $"--{option} is '{ForeignText.Shown(text)}'; expected integers as 5,10,15 or 5-25 or 5-25:5, each range from its smaller end, {IntegerList.Most} at most.")
            : otherwise;

    /// <summary>Names of columns: A,B,C; quotes around one that holds a comma.</summary>
    public string[]? Names(string option)
        => Text(option) is string text
            ? NameList.Parse(text) ?? throw Wrong($"--{option} is '{ForeignText.Shown(text)}'; expected names as A,B,C, none of them empty, each once.")
            : null;

    /// <summary>Refuses options of which one makes the others meaningless.</summary>
    public void Exclude(string option, string why, params IEnumerable<string> others)
    {
        if (Has(option))
        {
            foreach (string other in others.Where(Has))
            {
                throw Wrong($"--{other} does not go with --{option}: {why}. Leave one of them out.");
            }
        }
    }

    /// <summary>Refuses options that would change nothing.</summary>
    public void Idle(string why, params IEnumerable<string> others)
    {
        foreach (string other in others.Where(Has))
        {
            throw Wrong($"--{other} would change nothing: {why}. Leave it out.");
        }
    }

    /// <summary>Options of the library, made from the command line: a value that they do not hold is a usage error.</summary>
    public T Checked<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException error)
        {
            throw Wrong(InOwnWords(Application.Text(error).Split('\n')[0].TrimEnd()));
        }
    }

    /// <summary>A library's message with the options' names in place of its own, and the table's in place of <c>points</c>.</summary>
    public string InOwnWords(string message)
    {
        string told = message;
        foreach (VerbOption option in verb.Options)
        {
            if (option.Property is string property)
            {
                told = Regex.Replace(told, $@"(?<![\w'-]){property}(?![\w'])", "--" + option.Name, RegexOptions.CultureInvariant);
            }
        }

        return files.Count > 0 && told.StartsWith("points", StringComparison.Ordinal)
            ? Regex.Replace(told, "^points(?= |,|:)", _ => ForeignText.Escaped(files[Math.Min(files.Count, verb.InputCount) - 1]), RegexOptions.CultureInvariant)
            : told;
    }

    public UsageException Wrong(string message) => new(message, verb.Name);

    private static int Index(IReadOnlyList<Token> tokens, Func<Token, bool> wanted)
    {
        for (int index = 0; index < tokens.Count; index++)
        {
            if (wanted(tokens[index]))
            {
                return index;
            }
        }

        return -1;
    }

    private void Take(OptionResult found)
    {
        string name = found.Option.Name[2..];
        VerbOption? option = verb.Options.FirstOrDefault(option => option.Name == name);
        if (option is null)
        {
            return;
        }

        if (found.IdentifierTokenCount > 1)
        {
            throw Wrong($"--{name} came twice.");
        }

        if (option.Value is null)
        {
            options.Add(name, "");
            return;
        }

        if (found.Tokens.Count == 0)
        {
            throw Wrong($"--{name} needs a value: --{name} {option.Value}.");
        }

        options.Add(name, found.Tokens[0].Value);
    }

    private IEnumerable<(string Option, string Path)> PathsOf(OptionRole role)
        => verb.Options.Where(option => option.Role == role && Has(option.Name)).Select(option => (option.Name, options[option.Name]));

    private T? Parsed<T>(string option, NumberStyles style, string expected)
        where T : struct, INumber<T>
    {
        if (Text(option) is not string text)
        {
            return null;
        }

        return T.TryParse(text, style, CultureInfo.InvariantCulture, out T value)
            ? value
            : throw Wrong($"--{option} is '{ForeignText.Shown(text)}'; expected {expected}{(text.Contains(',', StringComparison.Ordinal) ? " with a decimal point" : "")}.");
    }

    private UsageException Unknown(string word)
    {
        string name = word.Split('=')[0].TrimStart('-');
        string nearest = NearestName.Of(name, verb.Options.Select(option => option.Name)) is string found ? $" Is --{found} meant?" : "";
        return Wrong($"neuropil {verb.Name} has no option {ForeignText.Shown(word.Split('=')[0])}.{nearest}");
    }

    private void CheckComplete()
    {
        string usage = $"neuropil {string.Join(' ', [verb.Name, .. verb.Files.Select(file => file.Name)])} …";
        if (files.Count < verb.Files.Count)
        {
            throw Wrong($"{verb.Files[files.Count].Name} is missing: {usage}");
        }

        if (files.Count > verb.Files.Count)
        {
            throw Wrong($"'{ForeignText.Shown(files[verb.Files.Count])}' is one argument too many: {usage}");
        }

        if (files.Concat(options.Where(option => verb.Options.First(known => known.Name == option.Key).Role != OptionRole.Value).Select(option => option.Value))
            .Any(path => path.Length == 0))
        {
            throw Wrong("A file's name is empty; expected a path, or - for standard input or output.");
        }

        _ = Names("columns");
        foreach (VerbOption option in verb.Options)
        {
            if (option.IsRequired && !Has(option.Name) && !(option.RequiredUnless is string other && Has(other)))
            {
                throw Wrong($"--{option.Name} {option.Value} is missing: {option.Description}.");
            }
        }
    }
}

using System.Globalization;
using System.Numerics;
using Neuropil.Tables;

namespace Neuropil.Cli;

/// <summary>What was given to a verb: files in order, options by name.</summary>
internal sealed class Arguments
{
    private readonly Verb verb;
    private readonly List<string> files = [];
    private readonly Dictionary<string, string> options = new(StringComparer.Ordinal);

    private Arguments(Verb verb) => this.verb = verb;

    public static Arguments Parse(Verb verb, IReadOnlyList<string> words)
    {
        Arguments arguments = new(verb);
        for (int index = 0; index < words.Count; index++)
        {
            string word = words[index];
            if (!word.StartsWith("--", StringComparison.Ordinal))
            {
                arguments.files.Add(word);
                continue;
            }

            int equals = word.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? word[2..] : word[2..equals];
            Option option = verb.Options.FirstOrDefault(option => option.Name == name) ?? throw arguments.Unknown(name);
            string? value = equals < 0 ? null : word[(equals + 1)..];
            if (option.Value is null)
            {
                value = value is null ? "" : throw arguments.Wrong($"--{name} takes no value; '{value}' came.");
            }
            else if (value is null)
            {
                value = ++index < words.Count ? words[index] : throw arguments.Wrong($"--{name} needs a value: --{name} {option.Value}.");
            }

            if (!arguments.options.TryAdd(name, value))
            {
                throw arguments.Wrong($"--{name} came twice.");
            }
        }

        arguments.CheckComplete();
        return arguments;
    }

    public string File(int index) => files[index];

    public bool Has(string option) => options.ContainsKey(option);

    public string? Text(string option) => options.GetValueOrDefault(option);

    public string Required(string option) => options[option];

    public int Integer(string option, int otherwise) => Integer(option) ?? otherwise;

    public int? Integer(string option) => Parsed<int>(option, NumberStyles.AllowLeadingSign, "an integer");

    public long Long(string option, long otherwise) => Parsed<long>(option, NumberStyles.AllowLeadingSign, "an integer") ?? otherwise;

    public double Number(string option, double otherwise) => Parsed<double>(option, NumberStyles.Float, "a number") ?? otherwise;

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
        throw Wrong($"--{option} is '{text}'{NearestName.Suggestion(text, words)}; expected {string.Join(", ", words)}.");
    }

    /// <summary>Several integers: 5,10,15 or 5-25 or 5-25:5.</summary>
    public int[] Integers(string option, params int[] otherwise)
    {
        if (Text(option) is not string text)
        {
            return otherwise;
        }

        List<int> values = [];
        foreach (string part in text.Split(','))
        {
            string[] bounds = part.Split('-', ':');
            int[] numbers = new int[bounds.Length];
            for (int index = 0; index < bounds.Length; index++)
            {
                if (bounds.Length > 3 || !int.TryParse(bounds[index], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[index]))
                {
                    throw Wrong($"--{option} is '{text}'; expected integers as 5,10,15 or 5-25 or 5-25:5.");
                }
            }

            int step = numbers.Length > 2 ? Math.Max(1, numbers[2]) : 1;
            for (int value = numbers[0]; value <= numbers[^(numbers.Length > 2 ? 2 : 1)] && values.Count < 10_000; value += step)
            {
                values.Add(value);
            }
        }

        return [.. values];
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
            throw Wrong(Application.Text(error).Split('\n')[0].TrimEnd());
        }
    }

    public UsageException Wrong(string message) => new(message, verb.Name);

    private T? Parsed<T>(string option, NumberStyles style, string expected)
        where T : struct, INumber<T>
    {
        if (Text(option) is not string text)
        {
            return null;
        }

        return T.TryParse(text, style, CultureInfo.InvariantCulture, out T value)
            ? value
            : throw Wrong($"--{option} is '{text}'; expected {expected}{(text.Contains(',', StringComparison.Ordinal) ? " with a decimal point" : "")}.");
    }

    private UsageException Unknown(string name)
    {
        string nearest = NearestName.Of(name, verb.Options.Select(option => option.Name)) is string found ? $" Is --{found} meant?" : "";
        return Wrong($"neuropil {verb.Name} has no option --{name}.{nearest}");
    }

    private void CheckComplete()
    {
        if (files.Count < verb.Files.Count)
        {
            throw Wrong($"{verb.Files[files.Count].Name} is missing: neuropil {verb.Name} {string.Join(' ', verb.Files.Select(file => file.Name))} …");
        }

        if (files.Count > verb.Files.Count)
        {
            throw Wrong($"'{files[verb.Files.Count]}' is one argument too many: neuropil {verb.Name} {string.Join(' ', verb.Files.Select(file => file.Name))} …");
        }

        foreach (Option option in verb.Options)
        {
            if (option.IsRequired && !options.ContainsKey(option.Name))
            {
                throw Wrong($"--{option.Name} {option.Value} is missing: {option.Description}.");
            }
        }
    }
}

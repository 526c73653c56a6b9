using System.Globalization;
using Cake.Core.Diagnostics;
using Neuropil.Numerics;
using Neuropil.Study;
using Neuropil.Tables;

namespace Neuropil.Build;

/// <summary>The arguments, parted into Cake's own words, the host's, and the settings of the study.</summary>
internal sealed record CommandLine
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["-t"] = "target",
        ["-v"] = "verbosity",
        ["-e"] = "exclusive",
        ["-w"] = "working",
        ["-h"] = "help",
        ["-?"] = "help",
        ["--targets"] = "target",
        ["--noop"] = "dryrun",
        ["--whatif"] = "dryrun",
        ["--dry-run"] = "dryrun",
        ["--showtree"] = "tree",
        ["--descriptions"] = "description",
        ["--showdescription"] = "description",
        ["--ver"] = "version",
        ["--noreport"] = "no-report",
    };

    private static readonly HashSet<string> Switches = new(StringComparer.OrdinalIgnoreCase)
    {
        "exclusive", "dryrun", "tree", "description", "help", "version", "no-report", "explain", "paranoid", "store", "quick",
    };

    private static readonly string[] Valued = ["target", "verbosity", "working", "room", "only", "study", "out", "executor", "orders", "part", "log"];

    public IReadOnlyList<string> Targets { get; init; } = [];

    public Verbosity Verbosity { get; init; } = Verbosity.Normal;

    public string? WorkingFolder { get; init; }

    /// <summary>The study's own file; null: <c>cake.config</c>.</summary>
    public string? StudyFile { get; init; }

    /// <summary>With Describe: where the settings are written; null: they are shown.</summary>
    public string? Out => All["out"].LastOrDefault();

    /// <summary>The settings of the study: <c>Embed_Neighbors</c> → <c>30</c>.</summary>
    public IReadOnlyDictionary<string, string> Study { get; init; } = new Dictionary<string, string>();

    /// <summary>Everything that was said, for Cake's own argument service.</summary>
    public ILookup<string, string> All { get; init; } = Enumerable.Empty<string>().ToLookup(word => word);

    /// <summary>The targets as the tasks are spelt; <c>Default</c> where none is named.</summary>
    /// <exception cref="UsageException">There is no such task.</exception>
    public IReadOnlyList<string> TargetNames => Targets.Count == 0 ? ["Default"] : [.. Targets.Select(TaskList.NameOf)];

    /// <summary>With Benchmark: what to measure; all where it is not said.</summary>
    public string Room => All["room"].LastOrDefault() ?? "all";

    /// <summary>With Benchmark: only what has this in its name.</summary>
    public string? Only => All["only"].LastOrDefault();

    /// <summary>With Benchmark: only what ends in a minute.</summary>
    public bool Quick => Has("quick");

    /// <summary>Where units run.</summary>
    /// <exception cref="UsageException">There is no such place.</exception>
    public ExecutorKind Executor => All["executor"].LastOrDefault() is not { } word
        ? ExecutorKind.Local
        : Enum.TryParse(word, ignoreCase: true, out ExecutorKind kind) && Enum.IsDefined(kind) && !char.IsAsciiDigit(word[0])
            ? kind
            : throw new UsageException($"--executor={word}: expected local (in this process), process (a process for each few units) or slurm (jobs of the lab's cluster).");

    /// <summary>In a job: the file of its orders; null: this is no job.</summary>
    public string? Orders => All["orders"].LastOrDefault();

    /// <summary>In a job: which part of the orders.</summary>
    public int JobPart => int.TryParse(All["part"].LastOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out int part) ? part : 1;

    /// <summary>In a job without a scheduler that keeps what it tells: where to.</summary>
    public string? LogFile => All["log"].LastOrDefault();

    /// <summary>The arguments that make the same study in a job.</summary>
    public IReadOnlyList<string> StudyArguments =>
    [
        .. StudyFile is null ? Array.Empty<string>() : [$"--study={StudyFile}"],
        .. Study.OrderBy(argument => argument.Key, StringComparer.Ordinal).Select(argument => $"--{argument.Key}={argument.Value}"),
    ];

    public bool Exclusive => Has("exclusive");

    public bool DryRun => Has("dryrun");

    public bool Tree => Has("tree");

    public bool Description => Has("description");

    public bool Help => Has("help");

    public bool Version => Has("version");

    public bool NoReport => Has("no-report");

    public bool Explain => Has("explain");

    public bool Paranoid => Has("paranoid");

    public bool IncludingStore => Has("store");

    /// <exception cref="UsageException">An argument cannot be understood.</exception>
    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        List<KeyValuePair<string, string>> said = [];
        for (int i = 0; i < arguments.Count; i++)
        {
            (string name, string? value) = Part(arguments[i]);
            if (Switches.Contains(name))
            {
                if (IsTrue(name, value))
                {
                    said.Add(new(name, "true"));
                }

                continue;
            }

            RequireKnown(name, arguments[i]);
            if (value is null && i + 1 < arguments.Count && !arguments[i + 1].StartsWith('-'))
            {
                value = arguments[++i];
            }

            said.Add(new(name, value ?? throw new UsageException($"{arguments[i]} needs a value: --{name}=…. {UsageException.Hint}")));
        }

        ILookup<string, string> all = said.ToLookup(argument => argument.Key, argument => argument.Value, StringComparer.OrdinalIgnoreCase);
        string[] own = [.. Valued, .. Switches];
        return new CommandLine
        {
            All = all,
            Targets = [.. all["target"].SelectMany(names => names.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries))],
            Verbosity = VerbosityOf(all["verbosity"].LastOrDefault()),
            WorkingFolder = all["working"].LastOrDefault(),
            StudyFile = all["study"].LastOrDefault(),
            Study = all
                .Where(argument => !own.Contains(argument.Key, StringComparer.OrdinalIgnoreCase))
                .ToDictionary(argument => argument.Key, argument => argument.Last(), StringComparer.OrdinalIgnoreCase),
        };
    }

    // A setting of the study has a section, Embed_Neighbors, or is a short one; the study itself tells whether there is such a setting.
    private static void RequireKnown(string name, string argument)
    {
        string[] known = [.. Valued, .. Switches, .. StudySettings.ShortArguments.Keys];
        if (!name.Contains('_', StringComparison.Ordinal) && !known.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            string nearest = NearestName.Of(name, known) is { } word ? $" (the nearest is '--{word}')" : "";
            throw new UsageException($"There is no argument '{argument}'{nearest}. {UsageException.Hint}");
        }
    }

    private bool Has(string word) => All.Contains(word);

    private static (string Name, string? Value) Part(string argument)
    {
        int equals = argument.IndexOf('=');
        string word = equals < 0 ? argument : argument[..equals];
        string? value = equals < 0 ? null : argument[(equals + 1)..];
        if (Words.TryGetValue(word, out string? name))
        {
            return (name, value);
        }

        return word.StartsWith("--", StringComparison.Ordinal) && word.Length > 2
            ? (word[2..], value)
            : throw new UsageException($"'{argument}' is not an argument; expected --name=value. {UsageException.Hint}");
    }

    private static bool IsTrue(string name, string? value) => value is null || (bool.TryParse(value, out bool isTrue)
        ? isTrue
        : throw new UsageException($"--{name}={value}: expected true or false, or no value at all."));

    private static Verbosity VerbosityOf(string? text)
    {
        if (text is null)
        {
            return Verbosity.Normal;
        }

        return VerbosityParser.TryParse(text, out Verbosity verbosity)
            ? verbosity
            : throw new UsageException($"--verbosity={text}: expected quiet, minimal, normal, verbose or diagnostic.");
    }
}

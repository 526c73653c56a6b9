using System.Collections;
using System.Reflection;
using System.Text.RegularExpressions;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>Everything a run of the study depends on, checked. Paths are absolute; numbers are within their bounds.</summary>
public sealed partial record StudySettings
{
    /// <summary>The default study's file, at the root of the repository.</summary>
    public const string FileName = "cake.config";

    private const string Published = "Neuropil.Study.published.config";

    /// <summary>The short arguments and the keys they stand for.</summary>
    public static IReadOnlyDictionary<string, string> ShortArguments { get; } = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["data"] = "Data_Historical",
        ["new"] = "Data_New",
        ["sheet"] = "Data_Sheet",
        ["seed"] = "Study_Seed",
        ["threads"] = "Study_Threads",
    };

    /// <summary>Every section and key with its meaning, bounds and default, for people.</summary>
    public static string Help => SettingsCatalog.Help();

    /// <summary>The file of the settings, as it is called in messages.</summary>
    public required string File { get; init; }

    /// <summary>The study's name: of its file, or of the folder of a file called study.config; null: the default study.</summary>
    public string? Name { get; init; }

    /// <summary>Where the study's lock is: beside its file; the default study's beside the historical table.</summary>
    public required string LockPath { get; init; }

    /// <summary>The seed of every random choice. Default 42.</summary>
    public required long Seed { get; init; }

    /// <summary>Threads to use; null: all processors. No result depends on it.</summary>
    public required int? ThreadCount { get; init; }

    /// <summary>Where the tables are.</summary>
    public required StudyData Data { get; init; }

    /// <summary>What the tables hold.</summary>
    public required StudySchema Schema { get; init; }

    /// <summary>What leaves a synapse out.</summary>
    public required ScreenSettings Screen { get; init; }

    /// <summary>How the learners are judged.</summary>
    public required EvaluateSettings Evaluate { get; init; }

    /// <summary>How often groups are clustered again.</summary>
    public required ValidateSettings Validate { get; init; }

    /// <summary>What the lab's cluster wants to be told. No result depends on it.</summary>
    public required SlurmSettings Slurm { get; init; }

    /// <summary>What each group of synapses has of its own, in the order of the study; groups that the study leaves out are absent.</summary>
    public required IReadOnlyList<GroupSettings> Groups { get; init; }

    /// <summary>Where each setting was given, file and line or argument, by <c>Section_Key</c>.</summary>
    public IReadOnlyDictionary<string, string> Places { get; init; } = new Dictionary<string, string>();

    /// <summary>Puts behind every setting that a message names, as <c>[Columns] Neuron</c>, where it was given.</summary>
    public string WithPlaces(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return NamedSetting().Replace(message, name => Places.TryGetValue($"{name.Groups["section"].Value}_{name.Groups["key"].Value}", out string? place) ? $"{name.Value} ({place})" : name.Value);
    }

    /// <summary>Reads the settings: arguments win over the study's file, that over <c>CAKE_*</c> variables, those over the defaults.</summary>
    /// <param name="root">The repository: the folder of <c>cake.config</c>, which may be absent.</param>
    /// <param name="arguments">Arguments without their dashes: <c>Embed_Neighbors</c>, <c>Cluster_pv_MinSamples</c>, or a short one of <see cref="ShortArguments"/>.</param>
    /// <param name="environment">Environment variables; null: those of this process.</param>
    /// <param name="workingFolder">Relative paths in arguments are relative to this; null: the current folder.</param>
    /// <param name="study">A study's own file, absolute; null: <c>cake.config</c>. Relative paths in it are relative to its folder.</param>
    /// <exception cref="SettingsException">Unknown keys or bad values: all of them, each with its place, value, what is allowed and the nearest name.</exception>
    /// <remarks>
    /// A file that describes no tables of its own, neither [Columns] nor [Features], [Groups] or [Join], rests on the published study's
    /// settings, which are built in; one that does rests on the settings' own defaults.
    /// </remarks>
    public static StudySettings Load(
        string root,
        IReadOnlyDictionary<string, string>? arguments = null,
        IReadOnlyDictionary<string, string>? environment = null,
        string? workingFolder = null,
        string? study = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        List<string> problems = [];
        string file = study ?? Path.Combine(root, FileName);
        string shown = study is null ? FileName : Path.GetFileName(study);
        if (study is not null && !System.IO.File.Exists(study))
        {
            throw new SettingsException([$"argument --study={study}: there is no such file; expected a study's settings, as studies/NAME/study.config."]);
        }

        IReadOnlyList<SettingEntry> own = System.IO.File.Exists(file) ? FromFile(file, shown, problems) : [];
        List<SettingEntry> entries =
        [
            .. DescribesTables(own) ? [] : FromPublished(problems),
            .. own,
            .. FromArguments(arguments ?? new Dictionary<string, string>()),
            .. FromEnvironment(environment ?? ProcessEnvironment()),
        ];
        SettingsReader reader = new(entries, problems);
        StudySettings settings = Read(reader, shown, Path.GetFullPath(root), Path.GetDirectoryName(Path.GetFullPath(file))!, workingFolder ?? Environment.CurrentDirectory);
        settings = settings with { Places = PlacesOf(entries), Name = study is null ? null : NameOf(study), LockPath = study is null ? settings.LockPath : LockOf(study) };
        reader.RefuseUnknown(ShortArguments);
        return problems.Count == 0 ? settings : throw new SettingsException(problems);
    }

    /// <summary>What the file, the arguments and <c>CAKE_*</c> variables say for Cake itself, by <c>Section_Key</c>. Lines that cannot be read are left to <see cref="Load"/>.</summary>
    public static IReadOnlyDictionary<string, string> ValuesOfCake(string root, IReadOnlyDictionary<string, string> arguments)
    {
        string file = Path.Combine(root, FileName);
        Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
        foreach (SettingEntry entry in (IEnumerable<SettingEntry>)[.. FromEnvironment(ProcessEnvironment()), .. System.IO.File.Exists(file) ? FromFile(file, FileName, []) : [], .. FromArguments(arguments)])
        {
            if (SettingsCatalog.SectionsOfCake.Contains(entry.FullName.Split('_')[0], StringComparer.OrdinalIgnoreCase))
            {
                values[entry.FullName] = entry.Value;
            }
        }

        return values;
    }

    /// <summary>The settings of one group.</summary>
    public GroupSettings Of(string group) => Groups.First(settings => settings.Name == group);

    private static StudySettings Read(SettingsReader reader, string shown, string repository, string root, string workingFolder)
    {
        StudyOptions study = reader.Section<StudyOptions>("Study");
        GroupReader groups = new(reader);
        IReadOnlyList<SynapseGroup> all = groups.All();
        IReadOnlyList<SynapseGroup> chosen = groups.Chosen(all, study.Groups);
        StudyData data = new DataReader(reader, root, repository, workingFolder).Read();
        string[] asked = [.. chosen.Select(group => group.Condition).Append(data.New.Condition ?? "*").SelectMany(condition => Condition.Parse(condition).Columns).Distinct(StringComparer.Ordinal)];
        StudySchema schema = new SchemaBuilder(reader).Build(chosen, asked);
        ScreenSettings screen = reader.Section<ScreenSettings>("Screen");
        EvaluateSettings evaluate = reader.Section<EvaluateSettings>("Evaluate");
        GroupSettings[] settings =
        [
            .. all.Select(group => new GroupSettings(
                group.Name,
                reader.Section<EmbedSettings>("Embed", group.Name),
                reader.Section<ClusterSettings>("Cluster", group.Name),
                reader.Section<TrainSettings>("Train", group.Name))),
        ];
        return new StudySettings
        {
            File = shown,
            LockPath = Path.Combine(Path.GetDirectoryName(data.Historical.TrimEnd('/', '\\')) ?? "", "artifacts.lock"),
            Seed = study.Seed,
            ThreadCount = study.ThreadCount,
            Data = data,
            Schema = schema,
            Screen = screen,
            Evaluate = evaluate,
            Validate = reader.Section<ValidateSettings>("Validate"),
            Slurm = reader.Section<SlurmSettings>("Slurm"),
            Groups = [.. settings.Where(group => chosen.Any(other => other.Name == group.Name))],
        };
    }

    // The strongest entry of each name; what nobody gave but the published study has no place of the user's.
    private static Dictionary<string, string> PlacesOf(IEnumerable<SettingEntry> entries)
        => entries.Where(entry => entry.Source != SettingSource.Published)
            .SelectMany(entry => NamesOf(entry).Select(name => (Name: name, Entry: entry)))
            .GroupBy(named => named.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(named => named.Key, named => named.MaxBy(other => other.Entry.Source).Entry.Place, StringComparer.OrdinalIgnoreCase);

    // Several features may stand before one '='.
    private static IEnumerable<string> NamesOf(SettingEntry entry)
        => entry.KeyIn("Features") is string features ? ColumnNames.Split(features).Select(feature => "Features_" + feature) : [entry.FullName];

    [GeneratedRegex(@"\[(?<section>[A-Z][a-z]+)\] (?:names '(?<key>[^']+)'|(?<key>\w+))")]
    private static partial Regex NamedSetting();

    private static string NameOf(string study)
    {
        string name = Path.GetFileNameWithoutExtension(study);
        return string.Equals(name, "study", StringComparison.OrdinalIgnoreCase) && Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(study))) is { Length: > 0 } folder ? folder : name;
    }

    private static string LockOf(string study)
        => string.Equals(Path.GetFileNameWithoutExtension(study), "study", StringComparison.OrdinalIgnoreCase)
            ? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(study))!, "artifacts.lock")
            : Path.ChangeExtension(Path.GetFullPath(study), ".lock");

    private static bool DescribesTables(IEnumerable<SettingEntry> own)
        => own.Any(entry => entry.Section.ToUpperInvariant() is "COLUMNS" or "GROUPS" or "JOIN"
            || (entry.Section.Equals("Features", StringComparison.OrdinalIgnoreCase)
                && !SettingsCatalog.KeysOf(typeof(FeatureDefaults)).Any(key => string.Equals(key.Key, entry.Key, StringComparison.OrdinalIgnoreCase))));

    private static IReadOnlyList<SettingEntry> FromFile(string path, string shown, List<string> problems)
    {
        using StreamReader text = new(path);
        return ConfigurationFile.Read(text, shown, SettingSource.File, problems);
    }

    private static IReadOnlyList<SettingEntry> FromPublished(List<string> problems)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Published)!;
        using StreamReader text = new(stream);
        return ConfigurationFile.Read(text, $"the published study's {FileName}", SettingSource.Published, problems);
    }

    private static IEnumerable<SettingEntry> FromArguments(IReadOnlyDictionary<string, string> arguments)
        => arguments
            .OrderBy(argument => argument.Key, StringComparer.Ordinal)
            .Select(argument => new SettingEntry(
                "",
                ShortArguments.GetValueOrDefault(argument.Key, argument.Key),
                argument.Value,
                $"argument --{argument.Key}={argument.Value}",
                SettingSource.Argument));

    private static IEnumerable<SettingEntry> FromEnvironment(IReadOnlyDictionary<string, string> environment)
        => environment
            .Where(variable => variable.Key.StartsWith("CAKE_", StringComparison.OrdinalIgnoreCase))
            .OrderBy(variable => variable.Key, StringComparer.Ordinal)
            .Select(variable => new SettingEntry(
                "",
                variable.Key["CAKE_".Length..],
                variable.Value.Trim(),
                $"environment variable {variable.Key}",
                SettingSource.Environment));

    private static Dictionary<string, string> ProcessEnvironment()
        => Environment.GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "", StringComparer.Ordinal);
}

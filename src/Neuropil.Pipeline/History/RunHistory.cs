using System.Globalization;

namespace Neuropil.Pipeline;

/// <summary>
/// The runs that were published, newest first, each as its <c>run.json</c> in <c>store/runs/</c>. They tell what was shown when; the
/// contents are in the store until they are pruned.
/// </summary>
internal sealed class RunHistory(ArtifactStore store)
{
    private const string TimeFormat = "yyyyMMdd'T'HHmmssfff'Z'";
    private const int DigitsOfHash = 8;
    private const string DefaultStudy = "default";
    private readonly string folder = Path.Combine(store.Folder, "runs");

    /// <summary>Every run that can be read, newest first.</summary>
    public IReadOnlyList<StoredRun> Runs =>
    [
        .. Names().Select(name => Read(Path.Combine(folder, name))).OfType<StoredRun>(),
    ];

    /// <summary>Keeps a run that has just been published.</summary>
    public void Add(PublishedRun run, TimeSpan duration) => Quietly(() =>
    {
        string json = run.ToJson(duration);
        string time = DateTime.UtcNow.ToString(TimeFormat, CultureInfo.InvariantCulture);
        store.Files.WriteSealed(Path.Combine(folder, $"{time}-{run.Study ?? DefaultStudy}-{ContentHash.OfText(json)[..DigitsOfHash]}"), json, store.ScratchFolder);
    });

    /// <summary>Notes that the newest run of a study is shown still; where none was kept, by an earlier version, keeps it.</summary>
    public void Touch(PublishedRun run, TimeSpan duration) => Quietly(() =>
    {
        string study = $"-{run.Study ?? DefaultStudy}-";
        if (Names().FirstOrDefault(name => name.Contains(study, StringComparison.Ordinal)) is not { } newest)
        {
            Add(run, duration);
            return;
        }

        File.SetLastWriteTimeUtc(Path.Combine(folder, newest), DateTime.UtcNow);
    });

    /// <summary>The names of the files, newest first.</summary>
    public IEnumerable<string> Names() => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)).OrderDescending(StringComparer.Ordinal)
        : [];

    /// <summary>A run in a file of the history; null where it is damaged.</summary>
    public static StoredRun? Read(string path)
    {
        string name = Path.GetFileName(path);
        bool hasTime = DateTime.TryParseExact(
            name.Split('-')[0], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime time);
        return hasTime && SealedText.Read(path) is { } json && PublishedRun.FromJson(json) is { } run
            ? new StoredRun(name, time, File.GetLastWriteTimeUtc(path), run)
            : null;
    }

    // What was published is published, whether it can be noted or not.
    private static void Quietly(Action note)
    {
        try
        {
            note();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The run is missing from the history.
        }
    }
}

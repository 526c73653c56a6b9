namespace Neuropil.Pipeline;

/// <summary>A unit in <c>run.json</c>.</summary>
/// <param name="key">The hash of its key.</param>
/// <param name="milliseconds">How long it worked when its results were made.</param>
/// <param name="origin">Tells what its results were made from when it is asked for: a run in which nothing changed does not.</param>
/// <param name="outputs">The content hash of each published file, by its path.</param>
internal sealed class PublishedUnit(string key, long milliseconds, Func<PublishedOrigin> origin, IReadOnlyDictionary<string, string> outputs)
{
    public string Key => key;

    public long Milliseconds => milliseconds;

    public PublishedOrigin Origin => field ??= origin();

    public IReadOnlyDictionary<string, string> Outputs => outputs;
}

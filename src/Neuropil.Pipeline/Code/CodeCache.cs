using System.Globalization;

namespace Neuropil.Pipeline;

/// <summary>
/// What the functions of a folder of assemblies can reach, kept in a file beside them. It only spares work: where any assembly has
/// changed, or the file cannot be read or written, everything is looked up anew.
/// </summary>
internal sealed class CodeCache
{
    private const string FileName = "unit-code.cache";
    private readonly Dictionary<string, IReadOnlyList<CodePart>> known = new(StringComparer.Ordinal);
    private readonly string path;
    private readonly string stamp;
    private bool isChanged;

    private CodeCache(string path, string stamp)
    {
        this.path = path;
        this.stamp = stamp;
    }

    public static CodeCache Load(string folder)
    {
        string stamp = ContentHash.OfText(string.Join('\n', Directory.EnumerateFiles(folder, "*.dll")
            .Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetFileName(file)} {FileStamp.Of(file)}")));
        CodeCache cache = new(Path.Combine(folder, FileName), stamp);
        string[] lines = (SealedText.Read(cache.path) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (IGrouping<string, string[]> root in lines.FirstOrDefault() == stamp ? lines.Skip(1).Select(line => line.Split('\t')).GroupBy(fields => fields[0]) : [])
        {
            cache.known[root.Key] = [.. root.Where(fields => fields.Length == 3).Select(fields => new CodePart(fields[1], fields[2]))];
        }

        return cache;
    }

    public IReadOnlyList<CodePart> Of(string assembly, int token, Func<IReadOnlyList<CodePart>> lookUp)
    {
        string root = string.Create(CultureInfo.InvariantCulture, $"{assembly}:{token:x8}");
        if (!known.TryGetValue(root, out IReadOnlyList<CodePart>? parts))
        {
            parts = lookUp();
            known[root] = parts;
            isChanged = true;
        }

        return parts;
    }

    public void Save()
    {
        if (!isChanged)
        {
            return;
        }

        isChanged = false;
        IEnumerable<string> lines = known.SelectMany(root => root.Value.Count == 0
            ? [root.Key]
            : root.Value.Select(part => $"{root.Key}\t{part.Assembly}\t{part.Identity}"));
        try
        {
            string beside = $"{path}.{Environment.ProcessId}";
            File.WriteAllBytes(beside, SealedText.Of(string.Join('\n', lines.Prepend(stamp))));
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The folder is not ours to write to; the next start looks up again.
        }
    }
}

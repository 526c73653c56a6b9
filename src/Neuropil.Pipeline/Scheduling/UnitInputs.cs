namespace Neuropil.Pipeline;

/// <summary>The inputs of a unit as they are now: where each is and its content hash. Absent optional files are left out.</summary>
internal sealed class UnitInputs
{
    private readonly Dictionary<string, string> paths = [];
    private readonly Dictionary<string, string> hashes = [];

    private UnitInputs()
    {
    }

    public IReadOnlyDictionary<string, string> Paths => paths;

    public IReadOnlyDictionary<string, string> Hashes => hashes;

    /// <exception cref="FileNotFoundException">A file that is not optional is missing.</exception>
    public static UnitInputs Of(Unit unit, IReadOnlyDictionary<UnitId, UnitResult> dependencies, ArtifactStore store, StatCache files)
    {
        UnitInputs inputs = new();
        foreach (OutputInput input in unit.Inputs.OfType<OutputInput>())
        {
            string hash = dependencies[input.Unit].Outputs[input.Output];
            inputs.paths[input.Name] = store.ObjectPath(hash);
            inputs.hashes[input.Name] = hash;
        }

        foreach (FileInput input in unit.Inputs.OfType<FileInput>())
        {
            string path = Path.GetFullPath(input.Path);
            if (files.HashOf(path) is { } hash)
            {
                inputs.paths[input.Name] = input.Path;
                inputs.hashes[input.Name] = hash;
            }
            else if (!input.Optional)
            {
                throw new FileNotFoundException(Missing(input, path), path);
            }
        }

        return inputs;
    }

    /// <summary>Which inputs are no longer what they were.</summary>
    public IReadOnlyList<string> ChangedSince(Unit unit, StatCache files) =>
    [
        .. unit.Inputs
            .Where(input => files.HashNow(Path.GetFullPath(PathOf(input))) != hashes.GetValueOrDefault(input.Name))
            .Select(input => PathOf(input)),
    ];

    private string PathOf(UnitInput input) => input is FileInput file ? file.Path : paths[input.Name];

    private static string Missing(FileInput input, string path)
    {
        string what = Directory.Exists(path) ? "is a folder; expected a file" : "does not exist";
        return $"{input.Path} {what}.{(input.Remedy is null ? "" : " " + input.Remedy)}";
    }
}

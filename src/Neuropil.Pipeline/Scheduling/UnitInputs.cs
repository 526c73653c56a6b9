namespace Neuropil.Pipeline;

/// <summary>The inputs of a unit as they are now: where each is and its content hash. Absent optional files are left out.</summary>
internal sealed class UnitInputs
{
    private readonly Unit unit;
    private readonly ArtifactStore store;
    private readonly Dictionary<string, string> hashes = [];

    private UnitInputs(Unit unit, ArtifactStore store)
    {
        this.unit = unit;
        this.store = store;
    }

    public IReadOnlyDictionary<string, string> Hashes => hashes;

    /// <exception cref="FileNotFoundException">A file that is not optional is missing.</exception>
    public static UnitInputs Of(Unit unit, IReadOnlyDictionary<UnitId, UnitResult> dependencies, ArtifactStore store)
    {
        return Of(unit, input => dependencies[input.Artifact.Unit].Outputs[input.Artifact.Name], store);
    }

    /// <summary>The inputs where other units' outputs have these content hashes.</summary>
    /// <exception cref="FileNotFoundException">A file that is not optional is missing.</exception>
    public static UnitInputs Of(Unit unit, Func<ArtifactInput, string> hashOf, ArtifactStore store)
    {
        UnitInputs inputs = new(unit, store);
        foreach (ArtifactInput input in unit.ArtifactInputs)
        {
            inputs.hashes[input.Name] = hashOf(input);
        }

        foreach (NamedFile input in unit.FileInputs)
        {
            string path = Path.GetFullPath(input.File.Path);
            if (store.Stats.HashOf(path) is { } hash)
            {
                inputs.hashes[input.Name] = hash;
            }
            else if (!input.File.Optional)
            {
                throw new FileNotFoundException(Missing(input.File, path), path);
            }
        }

        return inputs;
    }

    /// <summary>Where another unit's output is in the store.</summary>
    public string PathOf(string input) => store.ObjectPath(hashes[input]);

    /// <summary>Other units' outputs that are damaged in the store, read anew.</summary>
    public IEnumerable<string> DamagedObjects() => unit.ArtifactInputs
        .Where(input => !store.IsSound(hashes[input.Name]))
        .Select(input => $"{input.Artifact.Name} of {input.Artifact.Unit}");

    /// <summary>The user's files that are no longer what they were, read anew.</summary>
    public IReadOnlyList<string> ChangedFiles() =>
    [
        .. unit.FileInputs
            .Where(input => store.Stats.HashNow(Path.GetFullPath(input.File.Path)) != hashes.GetValueOrDefault(input.Name))
            .Select(input => input.File.Path),
    ];

    private static string Missing(FileInput file, string path)
    {
        string what = Directory.Exists(path) ? "is a folder; expected a file" : IsHidden(path) ? "lies in a folder that may not be looked into; give yourself the right to" : "does not exist";
        return $"{file.Path} {what}.{(file.Remedy is null ? "" : " " + file.Remedy)}";
    }

    private static bool IsHidden(string path)
    {
        try
        {
            _ = File.GetAttributes(path);
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}

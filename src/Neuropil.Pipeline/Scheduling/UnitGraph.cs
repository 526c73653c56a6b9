namespace Neuropil.Pipeline;

/// <summary>The units of a pipeline, checked to hold together, each after those it depends on.</summary>
internal sealed class UnitGraph
{
    private static readonly string[] ReservedFolders = ["store", "dotnet", "host", "bin", "packages", "test-results", "reproduce", PublishedRun.FileName];
    private readonly Dictionary<UnitId, Unit> byId = [];

    /// <exception cref="ArgumentException">The units do not hold together; the message names every fault.</exception>
    public UnitGraph(IReadOnlyList<Unit> units)
    {
        List<string> faults = [];
        foreach (Unit unit in units)
        {
            if (!byId.TryAdd(unit.Id, unit))
            {
                faults.Add($"{unit.Id} is declared twice");
            }
        }

        faults.AddRange(units.SelectMany(FaultsOf));
        faults.AddRange(units
            .SelectMany(unit => unit.OutputFiles.Select(output => (unit.Id, output.PublishedPath)))
            .GroupBy(output => output.PublishedPath, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => $"{group.Key} is published by {string.Join(" and ", group.Select(output => output.Id))}"));
        if (faults.Count > 0)
        {
            throw new ArgumentException($"The units do not hold together: {string.Join("; ", faults)}.", nameof(units));
        }

        Units = Sorted(units);
    }

    /// <summary>Every unit, after those it depends on, else in the order given.</summary>
    public IReadOnlyList<Unit> Units { get; }

    public Unit this[UnitId id] => byId[id];

    /// <summary>Whether a folder of this name may hold the results of a study.</summary>
    public static bool CanHoldStudy(string name) => IsName(name) && !ReservedFolders.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The units of the stages, and all that they depend on.</summary>
    /// <exception cref="ArgumentException">No unit has such a stage.</exception>
    public IReadOnlyList<Unit> NeededFor(IReadOnlyCollection<string> stages)
    {
        foreach (string stage in stages.Where(stage => Units.All(unit => unit.Id.Stage != stage)))
        {
            string known = string.Join(", ", Units.Select(unit => unit.Id.Stage).Distinct());
            throw new ArgumentException($"There is no stage '{stage}'; the stages are {known}.", nameof(stages));
        }

        HashSet<UnitId> needed = [];
        foreach (Unit unit in Units.Reverse())
        {
            if (stages.Contains(unit.Id.Stage) || needed.Contains(unit.Id))
            {
                needed.Add(unit.Id);
                needed.UnionWith(unit.Dependencies);
            }
        }

        return [.. Units.Where(unit => needed.Contains(unit.Id))];
    }

    private IEnumerable<string> FaultsOf(Unit unit)
    {
        if (!IsName(unit.Id.Stage) || (unit.Id.Group is not null && !IsName(unit.Id.Group)))
        {
            yield return $"'{unit.Id}' is not a name of letters, digits, hyphens and underscores";
        }

        foreach (UnitOutput output in unit.OutputFiles.Where(output => !IsName(output.Name) || !IsPublishable(output.PublishedPath)))
        {
            yield return $"{unit.Id} cannot publish '{output.Name}' as '{output.PublishedPath}'";
        }

        foreach (ArtifactInput input in unit.ArtifactInputs)
        {
            bool exists = byId.TryGetValue(input.Artifact.Unit, out Unit? source) && source.Artifacts.Contains(input.Artifact);
            if (!exists)
            {
                yield return $"{unit.Id} reads '{input.Artifact.Name}' of {input.Artifact.Unit}, which is not in the graph";
            }
        }
    }

    private List<Unit> Sorted(IReadOnlyList<Unit> units)
    {
        List<Unit> sorted = [];
        HashSet<UnitId> done = [];
        HashSet<UnitId> open = [];
        foreach (Unit unit in units)
        {
            Visit(unit);
        }

        return sorted;

        void Visit(Unit unit)
        {
            if (done.Contains(unit.Id))
            {
                return;
            }

            if (!open.Add(unit.Id))
            {
                throw new ArgumentException($"{unit.Id} depends on itself.", nameof(units));
            }

            foreach (UnitId dependency in unit.Dependencies)
            {
                Visit(byId[dependency]);
            }

            done.Add(unit.Id);
            sorted.Add(unit);
        }
    }

    private static bool IsName(string text) => text.Length > 0 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

    private static bool IsPublishable(string path)
    {
        string[] parts = path.Split('/');
        return !path.Contains('\\') && parts.All(part => part is not ("" or "." or "..")) && parts[0][0] != '.' && !ReservedFolders.Contains(parts[0]);
    }
}

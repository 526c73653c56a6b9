namespace Neuropil.Pipeline;

/// <summary>What differs between two runs, or between a run and a lock.</summary>
public sealed record RunComparison
{
    private RunComparison()
    {
    }

    /// <summary>Tables that only one side read, or that differ, a line each.</summary>
    public required IReadOnlyList<string> Tables { get; init; }

    /// <summary>Whether both sides told their tables, and these differ.</summary>
    public required bool IsOfOtherData { get; init; }

    /// <summary>The program's version, where it differs.</summary>
    public required IReadOnlyList<string> Versions { get; init; }

    /// <summary>Parameters that differ, a line each: <c>embed[pv]: Neighbors 15 → 20</c>.</summary>
    public required IReadOnlyList<string> Parameters { get; init; }

    /// <summary>Assemblies whose code differs, with the units that reach it.</summary>
    public required IReadOnlyList<string> Code { get; init; }

    /// <summary>Results that differ, or that only one side has, with what differs first in each; in the order of the graph.</summary>
    public required IReadOnlyList<ArtifactDifference> Results { get; init; }

    /// <summary>How many results both sides have.</summary>
    public required int ComparedCount { get; init; }

    /// <summary>Whether anything differs that decides a result, or a result.</summary>
    public bool IsSame => Tables.Count + Versions.Count + Parameters.Count + Code.Count + Results.Count == 0;

    /// <summary>Compares.</summary>
    public static RunComparison Of(RunSide first, RunSide second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        IReadOnlyList<string> tables = first.Tables is { } before && second.Tables is { } after ? TableIdentity.Differences(before, after) : [];
        (IReadOnlyList<string> parameters, IReadOnlyList<string> code) = first.Run is { } run && second.Run is { } other ? OriginsOf(run, other) : ([], []);
        bool withLock = first.Lock is not null || second.Lock is not null;
        return new RunComparison
        {
            Tables = tables,
            IsOfOtherData = tables.Count > 0,
            Versions = first.Run is { } a && second.Run is { } b && a.WrittenBy != b.WrittenBy ? [$"{a.WrittenBy} → {b.WrittenBy}"] : [],
            Parameters = parameters,
            Code = code,

            // A lock of other data has other results: cells would say nothing.
            Results = withLock && tables.Count > 0 ? [] : ResultsOf(first, second),
            ComparedCount = first.Files.Keys.Count(second.Files.ContainsKey),
        };
    }

    private static (IReadOnlyList<string> Parameters, IReadOnlyList<string> Code) OriginsOf(PublishedRun first, PublishedRun second)
    {
        List<string> parameters = [];
        List<(string Assembly, string Unit)> code = [];
        foreach ((string name, PublishedUnit unit) in first.Units)
        {
            if (!second.Units.TryGetValue(name, out PublishedUnit? other))
            {
                parameters.Add($"{name}: only in the first");
                continue;
            }

            if (other.Key != unit.Key)
            {
                parameters.AddRange(KeyDifference.Between(OptionsKey(unit), OptionsKey(other)).Select(difference => $"{name}: {difference}"));
                code.AddRange(unit.Origin.Code.Keys.Union(other.Origin.Code.Keys)
                    .Where(assembly => unit.Origin.Code.Count > 0 && other.Origin.Code.Count > 0 && unit.Origin.Code.GetValueOrDefault(assembly) != other.Origin.Code.GetValueOrDefault(assembly))
                    .Select(assembly => (assembly, name)));
            }
        }

        parameters.AddRange(second.Units.Keys.Where(name => !first.Units.ContainsKey(name)).Select(name => $"{name}: only in the second"));
        return (parameters, [.. code.GroupBy(part => part.Assembly).Select(part => $"{part.Key}, reached by {Several([.. part.Select(entry => entry.Unit)])}")]);
    }

    private static UnitKey OptionsKey(PublishedUnit unit)
        => UnitKey.FromFields(unit.Origin.Options.Select(option => new KeyField(KeyFieldKind.Option, option.Key, CanonicalJson.Of(option.Value))));

    private static string Several(IReadOnlyList<string> names) => names.Count <= 3 ? string.Join(", ", names) : $"{names[0]}, {names[1]} and {names.Count - 2} more";

    private static List<ArtifactDifference> ResultsOf(RunSide first, RunSide second)
    {
        CellHashes cells = (first.Lock ?? second.Lock)?.Cells ?? new CellHashes();
        DifferenceFinder finder = new(cells);
        List<ArtifactDifference> differences = [];
        foreach ((string path, string hash) in first.Files)
        {
            bool isLockedOnly = second.Lock is not null && !second.Files.ContainsKey(path);
            if (!second.Files.TryGetValue(path, out string? other))
            {
                if (!isLockedOnly)
                {
                    differences.Add(new(first.UnitOf(path), path, "is only in the first"));
                }
            }
            else if (hash != other)
            {
                differences.Add(new(first.UnitOf(path), path, finder.Between(path, first.FileOf(path), second.FileOf(path))));
            }
        }

        if (first.Lock is null)
        {
            differences.AddRange(second.Files.Keys.Where(path => !first.Files.ContainsKey(path)).Select(path => new ArtifactDifference(second.UnitOf(path), path, "is only in the second")));
        }

        return differences;
    }
}

namespace Neuropil.Study;

/// <summary>Where the tables are and how they are read. Paths are absolute.</summary>
public sealed record StudyData
{
    /// <summary>The historical tables: a file, a glob, a folder, or a path with placeholders.</summary>
    public required string Historical { get; init; }

    /// <summary>The new synapses.</summary>
    public required NewSynapses New { get; init; }

    /// <summary>The sheet of both; null: the first that has the columns.</summary>
    public string? Sheet { get; init; }

    /// <summary>The row of the header; null: the first that has the columns.</summary>
    public string? HeaderRow { get; init; }

    /// <summary>Other tables' columns; their files are absolute paths.</summary>
    public IReadOnlyList<JoinText> Joins { get; init; } = [];

    /// <summary>Whether the historical tables are made up.</summary>
    public bool IsSynthetic { get; init; }

    /// <summary>The list of synapses to leave out; null: none.</summary>
    public string? Exclusions { get; init; }

    /// <summary>Whether that list must be there.</summary>
    public bool ExclusionsMustExist { get; init; }
}

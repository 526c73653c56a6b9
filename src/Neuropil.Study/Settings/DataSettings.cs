namespace Neuropil.Study;

/// <summary>Where the tables are.</summary>
public sealed record DataSettings
{
    /// <summary>The historical workbook, absolute path.</summary>
    public required string Historical { get; init; }

    /// <summary>The workbook of new synapses, absolute path.</summary>
    public required string New { get; init; }

    /// <summary>The sheet of both; null: the first that has the columns.</summary>
    public required string? Sheet { get; init; }

    /// <summary>The list of synapses to leave out, absolute path; need not exist.</summary>
    public required string Exclusions { get; init; }
}

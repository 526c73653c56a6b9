using Neuropil.Numerics;

namespace Neuropil.Study;

/// <summary>Which new synapses are to be predicted, and where the predictions go.</summary>
/// <param name="Location">The tables: a file, a folder, a glob, or a path with placeholders.</param>
/// <param name="Out">The file of predictions: .csv or .parquet.</param>
public sealed record StreamRequest(string Location, string Out)
{
    /// <summary>Where the tables of the study's joins are, by name.</summary>
    public IReadOnlyDictionary<string, string> Joins { get; init; } = new Dictionary<string, string>();

    /// <summary>A CSV of the synapses that could not be assigned, with the reason; null: they are only counted.</summary>
    public string? Removed { get; init; }

    /// <summary>Whether files that are there already, and what another run left unfinished, are written over.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Rows that are worked on at a time: a part of the format, for groups come one after the other within a block.</summary>
    internal int BlockRows { get; init => field = Require.AtLeast(value, 1); } = 1 << 14;

    /// <summary>Blocks after which what is done is on the disk for good.</summary>
    internal int BlocksPerPart { get; init => field = Require.AtLeast(value, 1); } = 16;

    internal bool IsParquet => System.IO.Path.GetExtension(Out).Equals(".parquet", StringComparison.OrdinalIgnoreCase);
}

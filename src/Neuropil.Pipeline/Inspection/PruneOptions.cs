namespace Neuropil.Pipeline;

/// <summary>What of the store may go. What a lock or a shown run holds never goes.</summary>
public sealed record PruneOptions
{
    /// <summary>Results that no run has shown or made for longer than this; null: age does not matter.</summary>
    public TimeSpan? OlderThan { get; init; }

    /// <summary>Results that none of the newest runs of each study shows, so many; null: they do not matter.</summary>
    public int? KeepRuns { get; init; }

    /// <summary>The longest unused results, until the contents take no more bytes than this; null: size does not matter.</summary>
    public long? MaxSize { get; init; }

    /// <summary>Whether what may go goes; else it is only told.</summary>
    public bool Apply { get; init; }
}

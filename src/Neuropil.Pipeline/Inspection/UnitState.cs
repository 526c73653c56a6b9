namespace Neuropil.Pipeline;

/// <summary>How a unit's results stand.</summary>
public enum Freshness
{
    /// <summary>The store has its results.</summary>
    Fresh,

    /// <summary>Something that decides its result changed, or may come out changed.</summary>
    Stale,

    /// <summary>It never ran, or a result was lost.</summary>
    Missing,

    /// <summary>It ran on what is there now and failed, or what it reads is not there.</summary>
    Failed,
}

/// <summary>How a unit's results stand, and why.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="State">How they stand.</param>
/// <param name="Reasons">Why; empty where they are fresh.</param>
/// <param name="Took">How long it worked last; null where it never did.</param>
public sealed record UnitState(UnitId Unit, Freshness State, IReadOnlyList<string> Reasons, TimeSpan? Took);

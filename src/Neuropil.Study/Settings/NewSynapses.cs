namespace Neuropil.Study;

/// <summary>Where the new synapses come from.</summary>
public sealed record NewSynapses
{
    /// <summary>There are none.</summary>
    public static NewSynapses None { get; } = new() { Kind = NewKind.None };

    /// <summary>The kind.</summary>
    public required NewKind Kind { get; init; }

    /// <summary>The tables, an absolute path; only with <see cref="NewKind.Tables"/>.</summary>
    public string? Location { get; init; }

    /// <summary>The share, between 0 and 1; only where one is drawn.</summary>
    public double Share { get; init; }

    /// <summary>The condition; only with <see cref="NewKind.Condition"/>.</summary>
    public string? Condition { get; init; }

    /// <summary>Whether the new synapses are rows of the historical table.</summary>
    public bool IsSplit => Kind is NewKind.Share or NewKind.ShareOfNeurons or NewKind.Condition;
}

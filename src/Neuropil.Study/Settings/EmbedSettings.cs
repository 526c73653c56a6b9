using System.Globalization;
using Neuropil.Numerics;

namespace Neuropil.Study;

/// <summary>The embedding of a group.</summary>
public sealed record EmbedSettings : ICheckedSettings
{
    /// <summary>Neighbours, the point itself included; at least 2.</summary>
    [Setting("Neighbors", "UMAP: neighbours of a synapse, itself counted.", Least = 2)]
    public int NeighborCount { get; init; } = 20;

    /// <summary>How close points may lie; at least 0.</summary>
    [Setting("MinDistance", "UMAP: how close points may lie.", Least = 0)]
    public double MinDistance { get; init; } = 0.1;

    /// <summary>Scale of the embedding; more than 0, at least <see cref="MinDistance"/>.</summary>
    [Setting("Spread", "UMAP: scale of the embedding.", Above = 0)]
    public double Spread { get; init; } = 1;

    /// <summary>2 or 3.</summary>
    [Setting("Components", "UMAP: dimensions of the embedding.", Least = 2, Most = 3)]
    public int EmbeddingDimension { get; init; } = 2;

    /// <summary>Rounds of the layout; null: by size.</summary>
    [Setting("Epochs", "UMAP: rounds of the layout; auto goes by size.", Null = "auto", Least = 1)]
    public int? EpochCount { get; init; }

    /// <summary>The distance between features.</summary>
    [Setting("Metric", "UMAP: the distance between features.")]
    public Metric Metric { get; init; } = Metric.Euclidean;

    /// <summary>Synapses that the embedding is fitted on, drawn by their keys; the others are placed among them. Null: all.</summary>
    [Setting("Sample", "UMAP: synapses to fit on, drawn by key; the others are placed among them. For groups that do not fit into memory.", Null = "all", Least = 100)]
    public int? SampleCount { get; init; }

    IEnumerable<(string Key, string What)> ICheckedSettings.Problems()
    {
        if (SampleCount < NeighborCount)
        {
            yield return ("Sample", string.Create(CultureInfo.InvariantCulture, $"is {SampleCount}; expected at least Embed_Neighbors, which is {NeighborCount}."));
        }

        if (MinDistance > Spread)
        {
            yield return ("MinDistance", string.Create(CultureInfo.InvariantCulture, $"is {MinDistance}; expected at most Embed_Spread, which is {Spread}."));
        }
    }
}

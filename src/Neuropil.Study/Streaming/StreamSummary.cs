using Neuropil.Numerics.Models;

namespace Neuropil.Study;

/// <summary>What came out of a stream.</summary>
public sealed record StreamSummary
{
    /// <summary>Rows of the tables.</summary>
    public long Rows { get; init; }

    /// <summary>Rows that an earlier run had finished.</summary>
    public long ResumedRows { get; init; }

    /// <summary>Predictions: one a synapse and group.</summary>
    public long Predictions { get; init; }

    /// <summary>Predictions of a cluster.</summary>
    public long Assigned { get; init; }

    /// <summary>Predictions that the one-class SVM rejected.</summary>
    public long Rejected { get; init; }

    /// <summary>Predictions of noise.</summary>
    public long Noise { get; init; }

    /// <summary>Synapses that lack what is needed.</summary>
    public long Removed { get; init; }

    /// <summary>Complete synapses of no group that has models.</summary>
    public long Ungrouped { get; init; }

    internal StreamSummary With(StreamSummary block)
        => this with
        {
            Rows = Rows + block.Rows,
            Predictions = Predictions + block.Predictions,
            Assigned = Assigned + block.Assigned,
            Rejected = Rejected + block.Rejected,
            Noise = Noise + block.Noise,
            Removed = Removed + block.Removed,
            Ungrouped = Ungrouped + block.Ungrouped,
        };

    internal void Write(ModelWriter writer)
    {
        writer.Integer("rows", Rows);
        writer.Integer("predictions", Predictions);
        writer.Integer("assigned", Assigned);
        writer.Integer("rejected", Rejected);
        writer.Integer("noise", Noise);
        writer.Integer("removed", Removed);
        writer.Integer("ungrouped", Ungrouped);
    }

    internal static StreamSummary Read(ModelReader reader)
        => new()
        {
            Rows = reader.LongInteger("rows"),
            Predictions = reader.LongInteger("predictions"),
            Assigned = reader.LongInteger("assigned"),
            Rejected = reader.LongInteger("rejected"),
            Noise = reader.LongInteger("noise"),
            Removed = reader.LongInteger("removed"),
            Ungrouped = reader.LongInteger("ungrouped"),
        };
}

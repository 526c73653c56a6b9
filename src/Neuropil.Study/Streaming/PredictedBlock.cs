using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>What is told of a block of synapses.</summary>
/// <param name="Predictions">The predictions, group by group.</param>
/// <param name="Removed">The synapses that cannot be assigned, with the reason.</param>
/// <param name="Counts">How many of each kind.</param>
internal sealed record PredictedBlock(Table Predictions, Table Removed, StreamSummary Counts);

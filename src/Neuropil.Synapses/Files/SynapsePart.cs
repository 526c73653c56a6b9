using Neuropil.Tables;

namespace Neuropil.Synapses;

/// <summary>Some rows of a longer table, read and checked.</summary>
/// <param name="Synapses">The rows.</param>
/// <param name="Problems">What is wrong with them, in order.</param>
/// <param name="ProblemCount">How much that is in all.</param>
/// <param name="WithoutOrigin">Neurons whose origin is not told.</param>
public sealed record SynapsePart(SynapseTable Synapses, IReadOnlyList<TableProblem> Problems, int ProblemCount, IReadOnlyList<string> WithoutOrigin);

using Neuropil.Hdbscan;
using Neuropil.Study;

namespace Neuropil.Report;

/// <summary>A branch of the condensed tree.</summary>
/// <param name="Parent">Its parent's index; −1 for the root.</param>
/// <param name="Birth">1 / distance at which it parts.</param>
/// <param name="Death">1 / distance at which it ends; infinite where points coincide.</param>
/// <param name="Size">Synapses at birth.</param>
/// <param name="Cluster">The cluster's number where it was chosen; below 0 where not.</param>
internal readonly record struct PageBranch(int Parent, double Birth, double Death, int Size, int Cluster)
{
    /// <summary>A branch as the clustering has it.</summary>
    public static PageBranch Of(CondensedCluster cluster) => new(cluster.Parent, cluster.BirthLambda, cluster.DeathLambda, cluster.Size, FileLabels.Of(cluster.Label));
}

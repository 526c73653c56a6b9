namespace Neuropil.Hdbscan;

public sealed partial class HdbscanModel
{
    /// <summary>The distance from each row to its MinSamples-th nearest other row.</summary>
    public double[] CoreDistances => canonical.ToRowOrder<double>(cores);

    /// <summary>
    /// The minimum spanning tree under mutual reachability, shortest edge first. Of several minimum trees it is the one whose edges come first when
    /// points are ordered by their coordinates; no other result depends on that.
    /// </summary>
    public IEnumerable<SpanningTreeEdge> SpanningTree
    {
        get
        {
            for (int edge = 0; edge < tree.EdgeCount; edge++)
            {
                yield return new SpanningTreeEdge(canonical.Rows[tree.Lower[edge]], canonical.Rows[tree.Higher[edge]], tree.Weights[edge]);
            }
        }
    }

    /// <summary>
    /// How long each cluster lasts, by label: its stability over (its number of labelled rows × the largest lambda of the tree); 1 where that
    /// lambda is infinite.
    /// </summary>
    public double[] Persistence
    {
        get
        {
            int[] sizes = new int[ClusterCount];
            foreach (int label in labels)
            {
                if (label != ClusterLabel.Noise)
                {
                    sizes[label]++;
                }
            }

            double largest = hierarchy.LargestLambdas.Max();
            double[] persistence = new double[ClusterCount];
            for (int label = 0; label < persistence.Length; label++)
            {
                double stability = choice.Stabilities[assignment.SelectedClusters[label]];
                persistence[label] = sizes[label] == 0 || !double.IsFinite(largest) ? 1 : stability / (sizes[label] * largest);
            }

            return persistence;
        }
    }
}

namespace Neuropil.Study;

using Neuropil.Hdbscan;

/// <summary>Clusters as tables and bundles count them.</summary>
internal static class FileLabels
{
    /// <summary>What tables call noise.</summary>
    public const int Noise = -1;

    /// <summary>A label of the library, from 0, as tables have it, from 1.</summary>
    public static int Of(int label) => label == ClusterLabel.Noise ? Noise : label + 1;
}

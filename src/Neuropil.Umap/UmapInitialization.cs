namespace Neuropil.Umap;

/// <summary>Where the layout starts.</summary>
public enum UmapInitialization
{
    /// <summary>
    /// The lowest eigenvectors of the graph's normalised Laplacian, so that the large structure is there from the start; parts of the
    /// graph that do not hang together are laid out apart.
    /// </summary>
    Spectral,

    /// <summary>The leading principal components of the points.</summary>
    PrincipalComponents,

    /// <summary>Uniformly at random.</summary>
    Random,
}

namespace Neuropil.Learning;

/// <summary>Who grows the trees of a random forest.</summary>
public enum ForestTrainer
{
    /// <summary>Our own classification trees: fast to start, the same bytes everywhere.</summary>
    Gini,

    /// <summary>
    /// Microsoft.ML.FastTree: one forest of regression trees a class against the rest. Needs that package's native library (none for arm64);
    /// the order of the rows changes the model.
    /// </summary>
    FastTree,
}

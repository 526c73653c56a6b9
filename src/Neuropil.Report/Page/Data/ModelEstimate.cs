namespace Neuropil.Report;

/// <summary>How a model was judged.</summary>
internal enum ModelEstimate
{
    /// <summary>On the part held out from training; the clusters were found on all synapses.</summary>
    Test,

    /// <summary>In folds, alignment, embedding, clustering and learner fitted anew in each.</summary>
    Honest,

    /// <summary>Answering with the commonest cluster.</summary>
    Baseline,

    /// <summary>As the published study scored it.</summary>
    Published,
}

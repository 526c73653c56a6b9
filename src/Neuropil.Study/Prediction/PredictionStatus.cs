namespace Neuropil.Study;

/// <summary>What a prediction means.</summary>
public enum PredictionStatus
{
    /// <summary>The learner chose a cluster.</summary>
    Assigned,

    /// <summary>The one-class SVM refused it: no cluster is told, whatever lies around it.</summary>
    Rejected,

    /// <summary>The learner chose HDBSCAN's noise.</summary>
    Noise,
}

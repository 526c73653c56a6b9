namespace Neuropil.Hdbscan;

/// <summary>Whose rules place new points.</summary>
public enum PredictionMode
{
    /// <summary>Ours: consistent with the training tree; see <see cref="HdbscanModel.Predict(Matrix, Execution?)"/>.</summary>
    Consistent,

    /// <summary>
    /// Those of <c>approximate_predict</c> of the Python package hdbscan 0.8.43, to compare with it: the partner is sought among the 2 · MinSamples nearest
    /// training points only, and a training point may get another label than its own. Depends, as there, on which row comes first where the whole
    /// is the one cluster.
    /// </summary>
    ApproximatePredict,
}

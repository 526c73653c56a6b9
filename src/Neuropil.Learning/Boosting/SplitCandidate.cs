namespace Neuropil.Learning;

/// <summary>The best split of a node that has been seen so far.</summary>
internal struct SplitCandidate
{
    public float Gain;
    public int Feature;
    public float Value;
    public bool DefaultLeft;

    /// <summary>For histograms: the last bin that goes left.</summary>
    public int Bin;

    /// <summary>Sums of the left child.</summary>
    public double LeftGradient;
    public double LeftHessian;
}

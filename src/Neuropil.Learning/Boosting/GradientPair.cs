namespace Neuropil.Learning;

/// <summary>First and second derivative of a row's loss by its margin.</summary>
internal struct GradientPair(float gradient, float hessian)
{
    public float Gradient = gradient;
    public float Hessian = hessian;
}

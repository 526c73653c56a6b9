using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>What a one-class support vector machine is fitted with.</summary>
public sealed record OneClassSvmOptions
{
    /// <summary>The share of training points that may lie outside, and at least which will be support vectors; more than 0, at most 1. Default 0.5.</summary>
    public double Nu { get; init => field = Require.MoreThanUpTo(value, 0, 1); } = 0.5;

    /// <summary>The kernel. Default RBF.</summary>
    public SvmKernel Kernel { get; init => field = Require.Defined(value); } = SvmKernel.Rbf;

    /// <summary>The kernel's γ; the linear kernel has none. Default <see cref="SvmGamma.Scale"/>.</summary>
    public SvmGamma Gamma { get; init; } = SvmGamma.Scale;

    /// <summary>The degree of the polynomial kernel, 1 to 20. Default 3.</summary>
    public int Degree { get; init => field = Require.Between(value, 1, 20); } = 3;

    /// <summary>What the polynomial and the sigmoid kernel add to γ a·b (<c>coef0</c> elsewhere); finite. Default 0.</summary>
    public double Offset { get; init => field = Require.Finite(value); }

    /// <summary>
    /// Training stops when no pair of points violates the optimality conditions by more than this; more than 0, at most 1.
    /// In the unit of the raw score, whose size grows with nu·n. Default 1e-6.
    /// </summary>
    public double Tolerance { get; init => field = Require.MoreThanUpTo(value, 0, 1); } = 1e-6;
}

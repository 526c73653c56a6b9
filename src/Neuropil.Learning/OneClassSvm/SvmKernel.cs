namespace Neuropil.Learning;

/// <summary>The kernel K(a, b) of a support vector machine.</summary>
public enum SvmKernel
{
    /// <summary>exp(−γ‖a − b‖²).</summary>
    Rbf,

    /// <summary>a·b.</summary>
    Linear,

    /// <summary>(γ a·b + offset) to the power of the degree.</summary>
    Polynomial,

    /// <summary>tanh(γ a·b + offset). Not positive definite for every γ and offset.</summary>
    Sigmoid,
}

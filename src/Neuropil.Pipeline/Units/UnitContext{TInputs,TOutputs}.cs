namespace Neuropil.Pipeline;

/// <summary>What a unit is given to work with, its inputs and outputs by type.</summary>
/// <typeparam name="TInputs">The record of its inputs.</typeparam>
/// <typeparam name="TOutputs">The record of its outputs.</typeparam>
public sealed class UnitContext<TInputs, TOutputs> : UnitContext
{
    internal UnitContext(TInputs inputs, TOutputs outputs, UnitWork work)
        : base(work)
    {
        Inputs = inputs;
        Outputs = outputs;
    }

    /// <summary>What the unit reads.</summary>
    public TInputs Inputs { get; }

    /// <summary>What the unit leaves.</summary>
    public TOutputs Outputs { get; }
}

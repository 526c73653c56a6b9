namespace Neuropil.Pipeline;

/// <summary>A unit whose outputs are known by type.</summary>
/// <typeparam name="TOutputs">The record of its outputs.</typeparam>
public abstract class Unit<TOutputs> : Unit
{
    private protected Unit(UnitId id, int formatVersion, IReadOnlyList<KeyField> options, IReadOnlyList<KeyField> orders, TOutputs outputs)
        : base(id, formatVersion, options, orders)
        => Outputs = outputs;

    /// <summary>What other units name as inputs.</summary>
    public TOutputs Outputs { get; }
}

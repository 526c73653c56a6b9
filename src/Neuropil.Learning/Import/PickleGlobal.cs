namespace Neuropil.Learning;

/// <summary>A name that a pickle refers to, from the list of those allowed. It is never looked up anywhere: it is data.</summary>
internal sealed record PickleGlobal(string Module, string Name, PickleGlobalKind Kind)
{
    public override string ToString() => $"{Module}.{Name}";
}

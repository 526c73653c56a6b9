namespace Neuropil.Synapses;

/// <summary>A part of the synapses that is embedded, clustered and learnt on its own: those that meet a condition. A synapse may be in several.</summary>
/// <param name="Name">The group's name, as files and arguments call it.</param>
/// <param name="Condition">A condition over columns and roles, as <c>SynType=as</c>; <c>*</c> for all.</param>
public sealed record SynapseGroup(string Name, string Condition)
{
    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

namespace Neuropil.Synapses.Tests;

public sealed class DomainTests
{
    [Theory]
    [InlineData("cb1", NeuronType.Calbindin)]
    [InlineData("CR2", NeuronType.Calretinin)]
    [InlineData("pv", NeuronType.Parvalbumin)]
    [InlineData("pv_3", NeuronType.Parvalbumin)]
    [InlineData("crab1", NeuronType.Other)]
    [InlineData("x1", NeuronType.Other)]
    [InlineData("", NeuronType.Other)]
    public void A_neurons_name_tells_its_type(string name, NeuronType expected) => Assert.Equal(expected, NeuronTypes.Of(name));

    [Fact]
    public void A_synapse_is_in_the_group_of_its_type_and_of_its_neurons_type()
    {
        Assert.Equal(["as", "ss", "cb", "cr", "pv"], SynapseGroup.All.Select(group => group.Name));
        Assert.Equal(["ss", "pv"], Groups(Make.Synapse("pv1", 2, 0, 0, 0, synType: "ss")));
        Assert.Equal(["as"], Groups(Make.Synapse("unknown", 2, 0, 0, 0)));
        Assert.Same(SynapseGroup.Calretinin, SynapseGroup.Named("cr"));
        Assert.Throws<ArgumentException>(() => SynapseGroup.Named("xx"));
    }

    private static IEnumerable<string> Groups(Synapse synapse) => SynapseGroup.All.Where(group => group.Contains(synapse)).Select(group => group.Name);
}

using Neuropil.Learning;

namespace Neuropil.Synapses.Tests;

public sealed class SynapseCleanerTests
{
    [Fact]
    public void Synapses_beyond_the_outer_fences_of_either_area_are_removed_with_the_reason()
    {
        List<Synapse> synapses = [.. Make.Cloud("cb1", 40, seed: 1), Make.Synapse("pv1", 50, 0, 0, 0, boutonArea: 90), Make.Synapse("pv1", 51, 0, 0, 0, synArea: 3)];
        CleanSynapses clean = SynapseCleaner.Clean(synapses);
        Assert.Equal(synapses[..40], clean.Kept);
        Assert.Equal([50, 51], clean.Removed.Select(removed => removed.Synapse.Line));
        Assert.StartsWith("BoutonArea 90 is outside [", clean.Removed[0].Reason, StringComparison.Ordinal);
        Assert.StartsWith("SynArea 3 is outside [", clean.Removed[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Excluded_synapses_are_removed_first_and_do_not_move_the_bounds()
    {
        List<Synapse> cloud = Make.Cloud("cb1", 40, seed: 1);
        Synapse broken = Make.Synapse("pv1", 50, double.NaN, 0, 0, boutonArea: double.NaN);
        ExclusionList exclusions = ExclusionList.Of([new(broken.Key, "torn section"), new(new SynapseKey("cb9", "as", "1"), "gone")]);
        CleanSynapses clean = SynapseCleaner.Clean([.. cloud, broken], exclusions);
        Assert.Equal(SynapseCleaner.Clean(cloud).Bounds, clean.Bounds);
        Assert.Equal("excluded: torn section", Assert.Single(clean.Removed).Reason);
        Assert.Contains("cb9 as 1", Assert.Single(clean.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_number_that_is_not_excluded_fails()
        => Assert.Contains(
            "pv1 as 50 (row 50)",
            Assert.Throws<ArgumentException>(() => SynapseCleaner.Clean([.. Make.Cloud("cb1", 5, seed: 1), Make.Synapse("pv1", 50, double.NaN, 0, 0)])).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Bounds_survive_saving()
    {
        AreaBounds bounds = AreaBounds.Fit(Make.Cloud("cb1", 40, seed: 1));
        using MemoryStream stream = new();
        bounds.Save(stream);
        stream.Position = 0;
        Assert.Equal(bounds, AreaBounds.Load(stream));
    }
}

namespace Neuropil.Umap.Tests.Layout;

using Neuropil.Numerics;

public class LanesTests
{
    [Theory]
    [InlineData(-0.105)]
    [InlineData(-0.21)]
    [InlineData(0.33)]
    [InlineData(0.92)]
    public void Power_is_near_the_exact_one(double exponent)
    {
        double worst = 0;
        for (double x = 1e-12; x < 1e6; x *= 1.003)
        {
            double exact = Math.Pow((float)x, exponent);
            worst = Math.Max(worst, Math.Abs((Of(Lanes.Power(Lane.All((float)x), Lane.All((float)exponent))) / exact) - 1));
        }

        Assert.InRange(worst, 0, 0.0026 + (0.006 * Math.Abs(exponent)));
    }

    [Fact]
    public void A_group_moves_to_the_same_bytes_at_every_width()
    {
        foreach (int dimension in new[] { 1, 2, 3, 7 })
        {
            float[] narrow = MoveAll<Lane>(dimension);
            Assert.Equal(narrow, MoveAll<Lanes128>(dimension));
            Assert.Equal(narrow, MoveAll<Lanes256>(dimension));
        }
    }

    private static float Of(Lane lane)
    {
        float value = 0;
        lane.Store(ref value, 0);
        return value;
    }

    private static float[] MoveAll<TLanes>(int dimension)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        Matrix points = TestPoints.Gaussian(203, 4);
        float[] places = InitialPlaces.Given(TestPoints.Gaussian(203, dimension, 5));
        FuzzySimplicialSet graph = FuzzySimplicialSet.From(NearestNeighbors.Of(points, 15));
        EdgeSampler sampler = EdgeSampler.From(graph, places, dimension, 50, 1);
        LayoutState state = new(places, sampler.Order, dimension, 1);
        LayoutForces forces = LayoutForces.OfBothEnds(DistanceCurve.Fit(0.1, 1), UmapOptions.Default);
        sampler.Draw(0, Execution.Default);
        for (int group = 0; group < state.GroupCount; group++)
        {
            int first = sampler.FirstStep(group) * 16;
            int end = sampler.FirstStep(group + 1) * 16;
            GroupMover<TLanes>.Move(state, forces, group, sampler.Draws.AsSpan(first..end), 0.3f, 77);
            state.Commit(group);
        }

        return state.Current;
    }
}

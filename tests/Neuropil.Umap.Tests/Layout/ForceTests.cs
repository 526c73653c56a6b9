namespace Neuropil.Umap.Tests.Layout;

using Neuropil.Numerics;

public class ForceTests
{
    private static readonly DistanceCurve Curve = DistanceCurve.Fit(0.1, 1);

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.4)]
    [InlineData(1.7)]
    [InlineData(6)]
    public void Pull_and_push_are_the_gradients_of_the_cross_entropy(double distance)
    {
        // φ = 1 / (1 + a d^2b): the pull is the gradient of log φ, the push that of −log(1 − φ), by central differences along the distance.
        double Phi(double at) => 1 / (1 + (Curve.A * Math.Pow(at, 2 * Curve.B)));
        double step = distance * 1e-5;
        double pull = (Math.Log(Phi(distance + step)) - Math.Log(Phi(distance - step))) / (2 * step);
        double push = (Math.Log(1 - Phi(distance + step)) - Math.Log(1 - Phi(distance - step))) / (2 * step);
        LayoutForces forces = LayoutForces.OfBothEnds(Curve, UmapOptions.Default);
        Lane square = Lane.All((float)(distance * distance));
        Lane a = Lane.All(forces.A);
        Lane exponent = Lane.All(forces.PowerOfSquare);

        // Twice the pull, for it stands for both ends; the softening weakens the push of near points.
        double found = Value(Lanes.Pull(square, a, exponent, Lane.All(forces.Attraction), Lane.All(1))) * distance;
        Assert.Equal(2 * pull, found, Math.Abs(2 * pull) * 0.005);
        double softened = push * distance * distance / ((distance * distance) + LayoutForces.Softening);
        found = Value(Lanes.Push(square, a, exponent, Lane.All(forces.Repulsion), Lane.All(LayoutForces.Softening), Lane.All(1))) * distance;
        Assert.Equal(softened, found, Math.Abs(softened) * 0.005);
    }

    [Fact]
    public void A_group_s_step_is_the_sum_of_its_clipped_forces_at_the_rate()
    {
        // Two points and no negatives: each is pulled to the other along the line between them.
        LayoutForces forces = LayoutForces.OfBothEnds(Curve, new UmapOptions { NegativeSampleRate = 0 });
        LayoutState state = new([0, 0, 3, 4], [0, 1], 2, 1);
        int[] draws = [.. Enumerable.Range(0, 16)];
        (draws[0], draws[1]) = (1, 0);
        GroupMover<Lane>.Move(state, forces, 0, draws, 0.1f, 5);
        double force = Value(Lanes.Pull(Lane.All(25), Lane.All(forces.A), Lane.All(forces.PowerOfSquare), Lane.All(forces.Attraction), Lane.All(1)));
        Assert.Equal(0.1 * Math.Clamp(force * -3, -4, 4), state.Next[0], 1e-6);
        Assert.Equal(0.1 * Math.Clamp(force * -4, -4, 4), state.Next[16], 1e-6);
        Assert.Equal(3 + (0.1 * Math.Clamp(force * 3, -4, 4)), state.Next[1], 1e-6);
    }

    [Fact]
    public void Points_that_draw_nothing_stay_and_very_near_ones_are_pushed_no_harder_than_the_clip()
    {
        LayoutForces forces = LayoutForces.OfBothEnds(Curve, new UmapOptions { NegativeSampleRate = 3 });
        LayoutState state = new([0, 0, 1e-4f, 0], [0, 1], 2, 1);
        int[] idle = [.. Enumerable.Range(0, 16)];
        GroupMover<Lane>.Move(state, forces, 0, idle, 1, 5);
        Assert.Equal(state.Current, state.Next);
        int[] draws = [.. idle];
        draws[0] = 1;
        GroupMover<Lane>.Move(state, forces, 0, draws, 1, 5);
        Assert.InRange(Math.Abs(state.Next[0]), 0, 4 * 4);
        Assert.Equal(1e-4f, state.Next[1]);
    }

    [Fact]
    public void A_new_point_moves_as_one_of_a_group_does_at_every_width()
    {
        Matrix embedding = TestPoints.Gaussian(90, 3, seed: 2);
        FrozenPlaces frozen = new(embedding);
        LayoutForces forces = LayoutForces.OfNewPoint(Curve, UmapOptions.Default);
        int[] draws = [.. Enumerable.Range(0, 64).Select(index => index % 5 == 0 ? 90 + (index % 16) : index)];
        float[] start = [.. TestPoints.Gaussian(16, 3, seed: 8).Values.ToArray().Select(value => (float)value)];
        float[] narrow = [.. start];
        float[] wide = [.. start];
        float[] widest = [.. start];
        PointMover<Lane>.Move(frozen, forces, narrow, draws, 0.2f, 3);
        PointMover<Lanes128>.Move(frozen, forces, wide, draws, 0.2f, 3);
        PointMover<Lanes256>.Move(frozen, forces, widest, draws, 0.2f, 3);
        Assert.Equal(narrow, wide);
        Assert.Equal(narrow, widest);
        Assert.NotEqual(start, narrow);
    }

    private static float Value(Lane lane)
    {
        float value = 0;
        lane.Store(ref value, 0);
        return value;
    }
}

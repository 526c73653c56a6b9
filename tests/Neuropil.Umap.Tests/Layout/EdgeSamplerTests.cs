namespace Neuropil.Umap.Tests.Layout;

using Neuropil.Numerics;

public class EdgeSamplerTests
{
    private const int Window = EdgeSampler.WindowLength;
    private const int Group = EdgeSampler.GroupSize;
    private static readonly FuzzySimplicialSet Graph = FuzzySimplicialSet.From(NearestNeighbors.Of(TestPoints.Gaussian(203, 4), 15));

    [Fact]
    public void Every_edge_is_drawn_in_its_share_of_the_epochs_from_both_ends()
    {
        const int EpochCount = 160;
        EdgeSampler sampler = Sampler(EpochCount);
        Dictionary<(int, int), int> counts = [];
        for (int epoch = 0; epoch < EpochCount; epoch += Window)
        {
            foreach ((int point, int other) in Drawn(sampler, epoch))
            {
                counts[(point, other)] = counts.GetValueOrDefault((point, other)) + 1;
            }
        }

        for (int point = 0; point < Graph.PointCount; point++)
        {
            for (int edge = 0; edge < Graph.Columns(point).Length; edge++)
            {
                double expected = (double)Graph.Weights(point)[edge] / Graph.LargestWeight * EpochCount;
                int found = counts.GetValueOrDefault((point, Graph.Columns(point)[edge]));
                Assert.InRange(found, expected < 1 ? 0 : Math.Floor(expected), Math.Ceiling(expected));
                counts.Remove((point, Graph.Columns(point)[edge]));
            }
        }

        Assert.Empty(counts);
    }

    [Fact]
    public void A_point_draws_about_equally_often_in_every_window()
    {
        EdgeSampler sampler = Sampler(160);
        int[] first = Counts(0);
        int[] later = Counts(64);
        for (int point = 0; point < first.Length; point++)
        {
            // Each of some thirty edges may come once more or less; evenly set phases keep the sum near.
            Assert.InRange(later[point], (first[point] * 0.95) - 6, (first[point] * 1.05) + 6);
        }

        int[] Counts(int epoch)
        {
            int[] counts = new int[Graph.PointCount];
            foreach ((int point, _) in Drawn(sampler, epoch))
            {
                counts[point]++;
            }

            return counts;
        }
    }

    [Fact]
    public void Steps_of_a_group_are_as_many_as_its_busiest_point_draws_and_idle_slots_name_themselves()
    {
        EdgeSampler sampler = Sampler(160);
        sampler.Draw(32, Execution.Default);
        for (int group = 0; group * Group < Graph.PointCount; group++)
        {
            int steps = sampler.FirstStep(group + 1) - sampler.FirstStep(group);
            int busiest = 0;
            for (int lane = 0; lane < Group; lane++)
            {
                int slot = (group * Group) + lane;
                int draws = 0;
                for (int step = 0; step < steps; step++)
                {
                    int target = sampler.Draws[((sampler.FirstStep(group) + step) * Group) + lane];
                    draws += target != slot ? 1 : 0;
                    Assert.True(slot < Graph.PointCount || target == slot);
                }

                busiest = Math.Max(busiest, draws);
            }

            Assert.Equal(steps, busiest);
        }
    }

    [Fact]
    public void Draws_do_not_depend_on_threads_but_on_the_seed()
    {
        EdgeSampler one = Sampler(100);
        EdgeSampler two = Sampler(100);
        EdgeSampler other = EdgeSampler.From(Graph, new float[406], 2, 100, 2);
        one.Draw(16, Execution.With(threads: 1));
        two.Draw(16, Execution.With(threads: 2));
        other.Draw(16, Execution.Default);
        int length = one.FirstStep(Blocks.Count(203, Group)) * Group;
        Assert.Equal(one.Draws[..length], two.Draws[..length]);
        Assert.NotEqual(one.Draws[..Math.Min(length, other.Draws.Length)], other.Draws[..Math.Min(length, other.Draws.Length)]);
    }

    [Fact]
    public void Edges_that_no_epoch_would_draw_are_left_out()
    {
        // An edge of a thousandth of the largest weight, in 100 epochs.
        FuzzySimplicialSet graph = new([0, 1, 3, 4], [1, 0, 2, 1], [1, 1, 0.001f, 0.001f]);
        EdgeSampler sampler = EdgeSampler.From(graph, new float[6], 2, 100, 1);
        for (int epoch = 0; epoch < 100; epoch += Window)
        {
            Assert.DoesNotContain(Drawn(sampler, epoch), draw => draw.Point == 2 || draw.Other == 2);
        }
    }

    private static EdgeSampler Sampler(int epochCount) => EdgeSampler.From(Graph, new float[406], 2, epochCount, 1);

    private static List<(int Point, int Other)> Drawn(EdgeSampler sampler, int epoch)
    {
        sampler.Draw(epoch, Execution.Default);
        int[] order = sampler.Order.ToArray();
        List<(int, int)> draws = [];
        int steps = sampler.FirstStep(Blocks.Count(order.Length, Group));
        int group = 0;
        for (int step = 0; step < steps; step++)
        {
            while (step >= sampler.FirstStep(group + 1))
            {
                group++;
            }

            for (int lane = 0; lane < Group; lane++)
            {
                int slot = (group * Group) + lane;
                int target = sampler.Draws[(step * Group) + lane];
                if (slot < order.Length && target != slot)
                {
                    draws.Add((order[slot], order[target]));
                }
            }
        }

        return draws;
    }
}

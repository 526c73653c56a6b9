using Neuropil.Numerics;

namespace Neuropil.Report;

/// <summary>The condensed tree as an icicle: down is denser, width is synapses; chosen clusters are filled and numbered.</summary>
internal static class TreeChart
{
    private const int Left = 52;
    private const int Top = 14;
    private const int Bottom = 276;

    public static Chart Of(string description, IReadOnlyList<PageBranch> branches, Func<int, Ink> ink)
    {
        Chart chart = new(680, 300, description);
        double least = branches.Where(branch => branch.Birth > 0).Select(branch => branch.Birth).DefaultIfEmpty(1).Min();
        double most = branches.SelectMany(branch => new[] { branch.Birth, branch.Death }).Where(value => double.IsFinite(value) && value > 0).DefaultIfEmpty(1).Max();
        // Distances span orders of magnitude, so their logarithm is drawn.
        double root = Math.Min(least, branches.Count > 0 && double.IsFinite(branches[0].Death) ? branches[0].Death : least) / 2;
        Scale depth = new(DeterministicMath.Log(root), DeterministicMath.Log(Math.Max(most, root * 2)), Top, Bottom);
        double Y(double lambda) => depth[double.IsFinite(lambda) ? DeterministicMath.Log(Math.Max(lambda, root)) : DeterministicMath.Log(most)];
        Axis(chart, root, most, Y);
        double[] starts = Starts(branches);
        double unit = (chart.Width - Left - 8.0) / Math.Max(1, branches.Count > 0 ? branches[0].Size : 1);
        for (int index = 0; index < branches.Count; index++)
        {
            PageBranch branch = branches[index];
            double x = Left + (starts[index] * unit);
            double y = Y(branch.Birth);
            double width = Math.Max(1.5, (branch.Size * unit) - 1.5);
            double height = Math.Max(1.5, Y(branch.Death) - y - 1);
            bool chosen = branch.Cluster >= 0;
            Ink fill = chosen ? ink(branch.Cluster) : Ink.Soft;
            string name = chosen ? $"cluster {PageNumber.Count(branch.Cluster)}, " : "";
            chart.Box(x, y, width, height, fill, radius: 2, title: $"{name}{PageNumber.Count(branch.Size, "synapse")}, from distance {PageNumber.Short(branch.Birth > 0 ? 1 / branch.Birth : double.PositiveInfinity)} to {PageNumber.Short(1 / branch.Death)}");
            if (chosen)
            {
                chart.Text(x + (width / 2), Math.Max(y - 7, 7), PageNumber.Count(branch.Cluster), Anchor.Middle, isBold: true);
            }
        }

        return chart;
    }

    private static void Axis(Chart chart, double root, double most, Func<double, double> y)
    {
        double power = 1;
        while (power < most)
        {
            power *= 10;
        }

        for (; power >= root / 10; power /= 10)
        {
            foreach (double step in new[] { 5.0, 2.0, 1.0 })
            {
                double lambda = power * step;
                if (lambda > root * 1.02 && lambda < most)
                {
                    chart.Line(Left - 4, y(lambda), chart.Width - 8, y(lambda), Ink.Line);
                    chart.Text(Left - 8, y(lambda), PageNumber.Short(1 / lambda), Anchor.End, Ink.Quiet);
                }
            }
        }

        chart.Text(4, Bottom + 14, "distance at which clusters part (log scale); width: synapses", Anchor.Start, Ink.Quiet);
    }

    /// <summary>Children stand side by side within their parent, in the order of the tree.</summary>
    private static double[] Starts(IReadOnlyList<PageBranch> branches)
    {
        double[] starts = new double[branches.Count];
        double[] taken = new double[branches.Count];
        for (int index = 1; index < branches.Count; index++)
        {
            int parent = branches[index].Parent;
            int inside = branches.Where(branch => branch.Parent == parent).Sum(branch => branch.Size);
            double slack = Math.Max(0, branches[parent].Size - inside) / 2.0;
            starts[index] = starts[parent] + slack + taken[parent];
            taken[parent] += branches[index].Size;
        }

        return starts;
    }
}

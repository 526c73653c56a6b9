using System.Text.Json;
using Neuropil.Learning;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;

namespace Neuropil.Synapses.Tests;

public sealed class NeuronAlignmentTests
{
    private static readonly JsonElement Fixture = JsonDocument.Parse(
        File.ReadAllText(Neuropil.Tests.Repository.Fixture("preprocessing", "align_scale.json"))).RootElement;

    [Fact]
    public void Aligned_positions_are_those_of_the_reference()
    {
        double[][] coordinates = Rows(Fixture.GetProperty("coordinates"));
        int[] neurons = [.. Fixture.GetProperty("neuron").EnumerateArray().Select(item => item.GetInt32())];
        SynapseTable synapses = Make.Table([.. coordinates.Select((row, index) => Make.Synapse($"pv{neurons[index]}", index, row[0], row[1], row[2]))]);
        NeuronAlignment alignment = NeuronAlignment.Fit(synapses);
        IReadOnlyList<double[]> aligned = alignment.Apply(synapses);
        foreach (JsonProperty neuron in Fixture.GetProperty("alignment").EnumerateObject())
        {
            double[][] expected = Rows(neuron.Value.GetProperty("aligned"));
            int[] own = [.. Enumerable.Range(0, synapses.Count).Where(row => synapses.Neurons[row] == "pv" + neuron.Name)];
            Assert.Equal(expected.Length, own.Length);
            double scale = expected.SelectMany(row => row).Max(Math.Abs);
            for (int row = 0; row < own.Length; row++)
            {
                Near(expected[row][0], aligned[0][own[row]], scale);
                Near(expected[row][1], aligned[1][own[row]], scale);
                Near(expected[row][2], aligned[2][own[row]], scale);
            }

            double[] ratios = Numbers(neuron.Value.GetProperty("explained_variance_ratio"));
            IReadOnlyList<double> variances = alignment.Neurons.Single(axes => axes.NeuronId == "pv" + neuron.Name).Variances;
            for (int axis = 0; axis < 3; axis++)
            {
                Near(ratios[axis], variances[axis] / variances.Sum(), 1);
            }
        }
    }

    [Fact]
    public void Scaler_and_quantiles_are_those_of_the_reference()
    {
        Matrix points = Matrix.FromRows(Rows(Fixture.GetProperty("X")));
        RobustScaler scaler = RobustScaler.Fit(points);
        double[] centers = Numbers(Fixture.GetProperty("robust_scaler").GetProperty("center"));
        double[] scales = Numbers(Fixture.GetProperty("robust_scaler").GetProperty("scale"));
        for (int column = 0; column < centers.Length; column++)
        {
            Near(centers[column], scaler.Centers[column], Math.Abs(centers[column]));
            Near(scales[column], scaler.Scales[column], scales[column]);
        }

        JsonElement iqr = Fixture.GetProperty("iqr");
        double[] values = points.Column(iqr.GetProperty("column").GetInt32());
        ValueRange fences = ValueRange.OuterFences(values);
        Array.Sort(values);
        Near(iqr.GetProperty("q1").GetDouble(), Quantile.OfSorted(values, 0.25), 1);
        Near(iqr.GetProperty("q3").GetDouble(), Quantile.OfSorted(values, 0.75), 1);
        Near(iqr.GetProperty("lower").GetDouble(), fences.Lower, 1);
        Near(iqr.GetProperty("upper").GetDouble(), fences.Upper, 1);
        Assert.Equal(iqr.GetProperty("outliers").GetArrayLength(), values.Count(value => !fences.Contains(value)));
    }

    [Fact]
    public void Correlations_are_those_of_scores_with_their_own_coordinate_and_never_negative()
    {
        SynapseTable synapses = Make.Table(Make.Cloud("cb1", 60, seed: 3));
        NeuronAlignment alignment = NeuronAlignment.Fit(synapses);
        IReadOnlyList<double[]> scores = alignment.Apply(synapses);
        NeuronAxes axes = Assert.Single(alignment.Neurons);
        for (int axis = 0; axis < 3; axis++)
        {
            Near(Correlation(scores[axis], synapses.Positions![axis]), axes.Correlations[axis], 1);
        }

        Assert.All(axes.Correlations, correlation => Assert.True(correlation >= 0));
    }

    [Fact]
    public void A_synapse_is_aligned_the_same_alone_and_in_its_batch_and_after_saving()
    {
        SynapseTable synapses = Make.Table([.. Make.Cloud("cb1", 30, seed: 1), .. Make.Cloud("pv2", 40, seed: 2)]);
        FeatureSpace space = FeatureSpace.Fit(NeuronAlignment.Fit(synapses), synapses, [.. Make.Recipes.Select(recipe => recipe with { Scaling = FeatureScaling.Robust })]);
        using MemoryStream stream = new();
        space.Save(stream);
        stream.Position = 0;
        FeatureSpace loaded = FeatureSpace.Load(stream);
        Assert.Equal(space.ContentHash, loaded.ContentHash);
        Matrix together = space.Transform(synapses);
        for (int row = 0; row < synapses.Count; row++)
        {
            Assert.Equal(together.Row(row).ToArray(), loaded.Transform(synapses.Rows([row])).Row(0).ToArray());
        }
    }

    [Fact]
    public void Features_are_transformed_then_scaled_then_weighted()
    {
        SynapseTable synapses = Make.Table(Make.Cloud("cb1", 31, seed: 5));
        NeuronAlignment alignment = NeuronAlignment.Fit(synapses);
        FeatureSpace plain = FeatureSpace.Fit(alignment, synapses, Make.Recipes);
        FeatureSpace scaled = FeatureSpace.Fit(
            alignment,
            synapses,
            [new() { Name = "Position", Weight = 0.5 }, new() { Name = "SynArea", Scaling = FeatureScaling.Zscore }, new() { Name = "BoutonArea", Transform = FeatureTransform.Log, Weight = 2 }]);
        Matrix raw = plain.Transform(synapses);
        Matrix vectors = scaled.Transform(synapses);
        IReadOnlyList<double[]> positions = alignment.Apply(synapses);
        double widest = positions.Max(InterquartileRange);
        double[] areas = synapses.Numbers("SynArea");
        double mean = areas.Average();
        double deviation = Math.Sqrt(areas.Sum(area => (area - mean) * (area - mean)) / areas.Length);
        double[] logs = [.. synapses.Numbers("BoutonArea").Select(value => Math.Log(value))];
        for (int row = 0; row < synapses.Count; row++)
        {
            Assert.Equal(0.2 * positions[0][row], raw[row, 0]);
            Assert.Equal(synapses.Numbers("BoutonArea")[row], raw[row, 4]);
            for (int axis = 0; axis < 3; axis++)
            {
                Near(0.5 * (positions[axis][row] - Median(positions[axis])) / widest, vectors[row, axis], 1);
            }

            Near((areas[row] - mean) / deviation, vectors[row, 3], 1);
            Near(2 * (logs[row] - Median(logs)) / InterquartileRange(logs), vectors[row, 4], 1);
        }
    }

    [Fact]
    public void Shares_of_the_variance_add_up_and_the_position_counts_as_one()
    {
        SynapseTable synapses = Make.Table(Make.Cloud("cb1", 50, seed: 5));
        FeatureSpace space = FeatureSpace.Fit(NeuronAlignment.Fit(synapses), synapses, Make.Recipes);
        IReadOnlyList<FeatureShare> shares = space.Shares(space.Transform(synapses));
        Assert.Equal(["Position", "SynArea", "BoutonArea"], shares.Select(share => share.Name));
        Near(1, shares.Sum(share => share.Share), 1);
        Assert.True(shares[0].Share > 0.9 && shares[1].Share < 0.001);
    }

    [Fact]
    public void A_column_without_spread_is_centred_only()
    {
        RobustScaler scaler = RobustScaler.Fit(new Matrix(3, 1, [7, 7, 7]));
        Assert.Equal(1, scaler.Scales[0]);
        Assert.Equal(0, scaler.Transform(0, 7));
    }

    [Fact]
    public void A_neuron_with_too_few_synapses_is_centred_and_told()
    {
        SynapseTable synapses = Make.Table([.. Make.Cloud("cb1", 30, seed: 1), .. Make.Cloud("cr2", 3, seed: 2)]);
        NeuronAlignment alignment = NeuronAlignment.Fit(synapses);
        Assert.Contains("1 neuron has fewer than the 4 synapses that span three axes and is centred, not turned: cr2 has 3.", alignment.Warnings);
        IReadOnlyList<double[]> aligned = alignment.Apply(synapses);
        for (int axis = 0; axis < 3; axis++)
        {
            double mean = synapses.Positions![axis][30..].Average();
            Assert.Equal(synapses.Positions[axis][30..].Select(value => Math.Round(value - mean, 12)), aligned[axis][30..].Select(value => Math.Round(value, 12)));
        }
    }

    [Fact]
    public void Without_turning_positions_are_centred_or_left_as_they_are()
    {
        SynapseTable synapses = Make.Table(Make.Cloud("cb1", 30, seed: 1));
        Assert.Equal(0, NeuronAlignment.Fit(synapses, AlignMode.Centre).Apply(synapses)[0].Average(), 12);
        NeuronAlignment none = NeuronAlignment.Fit(synapses, AlignMode.None);
        Assert.Same(synapses.Positions, none.Apply(synapses));
        Assert.True(none.Knows("any"));
        Assert.Equal(["pos_x", "pos_y", "pos_z"], none.CoordinateColumns);
    }

    [Fact]
    public void An_axis_whose_sign_hangs_by_a_thread_draws_a_warning()
    {
        // The longest axis lies along z, so the first one does not correlate with x.
        List<Row> synapses = [.. Make.Cloud("pv1", 200, seed: 9).Select(synapse => synapse with { X = synapse.Z / 9, Z = 9 * synapse.X })];
        Assert.Contains(NeuronAlignment.Fit(Make.Table(synapses)).Warnings, warning => warning.Contains("pv1, axis 1", StringComparison.Ordinal));
    }

    [Fact]
    public void A_neuron_without_a_frame_is_told_with_its_row()
    {
        NeuronAlignment alignment = NeuronAlignment.Fit(Make.Table(Make.Cloud("cb1", 30, seed: 1)));
        Assert.False(alignment.Knows("zz9"));
        ArgumentException error = Assert.Throws<ArgumentException>(() => alignment.Apply(Make.Table(Make.Synapse("zz9", 3, 0, 0, 0))));
        Assert.Contains("zz9 as 3 (row 3): no alignment was fitted for neuron 'zz9'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_model_is_refused()
    {
        using MemoryStream stream = new();
        SynapseTable synapses = Make.Table(Make.Cloud("cb1", 30, seed: 1));
        FeatureSpace.Fit(NeuronAlignment.Fit(synapses), synapses, Make.Recipes).Save(stream);
        string text = Neuropil.Tests.ModelText.Unsealed(stream.ToArray());
        string damaged = text.Replace("\"weight\": 0.2", "\"weight\": 0.3", StringComparison.Ordinal);
        Assert.NotEqual(text, damaged);
        Assert.Throws<ModelFormatException>(() => FeatureSpace.Load(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(damaged))));
    }

    private static void Near(double expected, double actual, double scale) => Assert.InRange(actual, expected - (1e-9 * scale), expected + (1e-9 * scale));

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetDouble())];

    private static double[][] Rows(JsonElement list) => [.. list.EnumerateArray().Select(Numbers)];

    private static double Median(double[] values) => Quantile.OfSorted([.. values.Order()], 0.5);

    private static double InterquartileRange(double[] values) => Quantile.OfSorted([.. values.Order()], 0.75) - Quantile.OfSorted([.. values.Order()], 0.25);

    private static double Correlation(double[] first, double[] second)
    {
        double meanFirst = first.Average();
        double meanSecond = second.Average();
        double product = first.Zip(second, (a, b) => (a - meanFirst) * (b - meanSecond)).Sum();
        return product / Math.Sqrt(first.Sum(a => Math.Pow(a - meanFirst, 2)) * second.Sum(b => Math.Pow(b - meanSecond, 2)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public void Parts_of_any_size_give_the_frames_of_the_whole_to_the_last_bit(int size)
    {
        SynapseTable whole = Make.Table([.. Make.Cloud("a", 41, 1).Zip(Make.Cloud("b", 41, 2), (first, second) => new[] { first, second }).SelectMany(pair => pair), .. Make.Cloud("c", 3, 3)]);
        NeuronAlignmentBuilder builder = new(AlignMode.Pca);
        SynapseTable[] parts = [.. Enumerable.Range(0, whole.Count).Chunk(size).Select(whole.Rows)];
        Array.ForEach(parts, builder.AddPlaces);
        Array.ForEach(parts, builder.AddSpread);

        Assert.Equal(Saved(NeuronAlignment.Fit(whole)), Saved(builder.Finish()));

        static byte[] Saved(NeuronAlignment alignment)
        {
            using MemoryStream stream = new();
            alignment.Save(stream);
            return stream.ToArray();
        }
    }
}

using System.Text.Json;
using Neuropil.Learning;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;
using Neuropil.Tables;

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
        List<Synapse> synapses = [.. coordinates.Select((row, index) => Make.Synapse($"pv{neurons[index]}", index, row[0], row[1], row[2]))];
        NeuronAlignment alignment = NeuronAlignment.Fit(synapses);
        foreach (JsonProperty neuron in Fixture.GetProperty("alignment").EnumerateObject())
        {
            double[][] expected = Rows(neuron.Value.GetProperty("aligned"));
            Synapse[] own = [.. synapses.Where(synapse => synapse.NeuronId == "pv" + neuron.Name)];
            Assert.Equal(expected.Length, own.Length);
            double scale = expected.SelectMany(row => row).Max(Math.Abs);
            for (int row = 0; row < own.Length; row++)
            {
                (double first, double second, double third) = alignment.Apply(own[row]);
                Near(expected[row][0], first, scale);
                Near(expected[row][1], second, scale);
                Near(expected[row][2], third, scale);
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
        List<Synapse> synapses = Make.Cloud("cb1", 60, seed: 3);
        NeuronAlignment alignment = NeuronAlignment.Fit(synapses);
        AlignedPosition[] scores = [.. synapses.Select(alignment.Apply)];
        NeuronAxes axes = Assert.Single(alignment.Neurons);
        Near(Correlation([.. scores.Select(p => p.First)], [.. synapses.Select(s => s.X)]), axes.Correlations[0], 1);
        Near(Correlation([.. scores.Select(p => p.Second)], [.. synapses.Select(s => s.Y)]), axes.Correlations[1], 1);
        Near(Correlation([.. scores.Select(p => p.Third)], [.. synapses.Select(s => s.Z)]), axes.Correlations[2], 1);
        Assert.All(axes.Correlations, correlation => Assert.True(correlation >= 0));
    }

    [Fact]
    public void A_synapse_is_aligned_the_same_alone_and_in_its_batch_and_after_saving()
    {
        List<Synapse> synapses = [.. Make.Cloud("cb1", 30, seed: 1), .. Make.Cloud("pv2", 40, seed: 2)];
        FeatureSpace space = FeatureSpace.Fit(synapses, new FeatureOptions { Scaling = FeatureScaling.Robust });
        using MemoryStream stream = new();
        space.Save(stream);
        stream.Position = 0;
        FeatureSpace loaded = FeatureSpace.Load(stream);
        Assert.Equal(space.ContentHash, loaded.ContentHash);
        Matrix together = space.Transform(synapses);
        for (int row = 0; row < synapses.Count; row++)
        {
            Assert.Equal(together.Row(row).ToArray(), loaded.Transform([synapses[row]]).Row(0).ToArray());
        }
    }

    [Fact]
    public void Features_are_weighted_after_scaling()
    {
        List<Synapse> synapses = Make.Cloud("cb1", 30, seed: 5);
        FeatureSpace plain = FeatureSpace.Fit(synapses);
        FeatureSpace robust = FeatureSpace.Fit(synapses, new FeatureOptions { Scaling = FeatureScaling.Robust, MorphologyWeight = 2 });
        Matrix unscaled = plain.Transform(synapses);
        Matrix scaled = robust.Transform(synapses);
        for (int row = 0; row < synapses.Count; row++)
        {
            AlignedPosition position = plain.Alignment.Apply(synapses[row]);
            Assert.Equal(0.2 * position.First, unscaled[row, 0]);
            Assert.Equal(synapses[row].BoutonArea, unscaled[row, 4]);
            Assert.Equal(0.2 * ((position.First - robust.Scaler.Centers[0]) / robust.Scaler.Scales[0]), scaled[row, 0]);
            Assert.Equal(2 * ((synapses[row].SynArea - robust.Scaler.Centers[3]) / robust.Scaler.Scales[3]), scaled[row, 3]);
        }
    }

    [Fact]
    public void A_column_without_spread_is_centred_only()
    {
        RobustScaler scaler = RobustScaler.Fit(new Matrix(3, 1, [7, 7, 7]));
        Assert.Equal(1, scaler.Scales[0]);
        Assert.Equal(0, scaler.Transform(0, 7));
    }

    [Fact]
    public void A_neuron_with_too_few_synapses_is_named()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => NeuronAlignment.Fit([.. Make.Cloud("cb1", 30, seed: 1), .. Make.Cloud("cr2", 3, seed: 2)]));
        Assert.Contains("cr2 has 3; expected at least 4 on each neuron", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("cb1 has", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_axis_whose_sign_hangs_by_a_thread_draws_a_warning()
    {
        // The longest axis lies along z, so the first one does not correlate with x.
        List<Synapse> synapses = [.. Make.Cloud("pv1", 200, seed: 9).Select(synapse => synapse with { X = synapse.Z / 9, Z = 9 * synapse.X })];
        Assert.Contains(NeuronAlignment.Fit(synapses).Warnings, warning => warning.Contains("pv1, axis 1", StringComparison.Ordinal));
    }

    [Fact]
    public void A_neuron_without_an_alignment_is_told_with_its_rows()
    {
        NeuronAlignment alignment = NeuronAlignment.Fit(Make.Cloud("cb1", 30, seed: 1));
        List<Synapse> synapses = [Make.Synapse("cb1", 2, 0, 0, 0), Make.Synapse("zz9", 3, 0, 0, 0)];
        TableException error = Assert.Throws<TableException>(
            () => alignment.RequireFitted(new SynapseTable { Source = "new.xlsx", Sheet = "Sheet1", Synapses = synapses }));
        Assert.Equal(
            "new.xlsx, sheet 'Sheet1', row 3: NeuronId is 'zz9': no alignment was fitted for neuron 'zz9'; expected one of cb1. Add historical synapses of that neuron and train again, or take the row out.",
            error.Message);
        Assert.Contains("no alignment was fitted for", Assert.Throws<ArgumentException>(() => alignment.Apply(synapses[1])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_model_is_refused()
    {
        using MemoryStream stream = new();
        FeatureSpace.Fit(Make.Cloud("cb1", 30, seed: 1)).Save(stream);
        string text = Neuropil.Tests.ModelText.Unsealed(stream.ToArray());
        string damaged = text.Replace("\"coordinateWeight\": 0.2", "\"coordinateWeight\": 0.3", StringComparison.Ordinal);
        Assert.NotEqual(text, damaged);
        Assert.Throws<ModelFormatException>(() => FeatureSpace.Load(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(damaged))));
    }

    private static void Near(double expected, double actual, double scale) => Assert.InRange(actual, expected - (1e-9 * scale), expected + (1e-9 * scale));

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetDouble())];

    private static double[][] Rows(JsonElement list) => [.. list.EnumerateArray().Select(Numbers)];

    private static double Correlation(double[] first, double[] second)
    {
        double meanFirst = first.Average();
        double meanSecond = second.Average();
        double product = first.Zip(second, (a, b) => (a - meanFirst) * (b - meanSecond)).Sum();
        return product / Math.Sqrt(first.Sum(a => Math.Pow(a - meanFirst, 2)) * second.Sum(b => Math.Pow(b - meanSecond, 2)));
    }
}

using System.Globalization;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;

namespace Neuropil.Learning;

/// <summary>
/// The classifier that looks at nothing: it answers every point with the commonest training label, and with the labels' shares as
/// probabilities. What a learner must beat.
/// </summary>
/// <example><code>
/// MajorityClassBaseline baseline = MajorityClassBaseline.Fit(labels, featureCount: 2);
/// int[] guesses = baseline.Predict(points);
/// </code></example>
/// <remarks>Between equally common labels the lower one is taken.</remarks>
public sealed class MajorityClassBaseline : IClassifier
{
    private readonly int[] classes;
    private readonly double[] shares;

    private MajorityClassBaseline(int[] classes, double[] shares, int featureCount)
    {
        this.classes = classes;
        this.shares = shares;
        FeatureCount = featureCount;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<int> Classes => classes;

    /// <inheritdoc/>
    public int FeatureCount { get; }

    /// <summary>The commonest label.</summary>
    public int Majority => classes[ClassProbabilities.IndexOfLargest(shares)];

    /// <summary>Counts the labels.</summary>
    /// <param name="labels">At least one; one class is enough.</param>
    /// <param name="featureCount">Columns that points have, at least 1.</param>
    /// <exception cref="ArgumentException">There are no labels.</exception>
    public static MajorityClassBaseline Fit(ReadOnlySpan<int> labels, int featureCount)
    {
        Require.AtLeast(featureCount, 1, nameof(featureCount));
        if (labels.IsEmpty)
        {
            throw new ArgumentException("labels is empty; expected at least one label.", nameof(labels));
        }

        ClassCodes coded = ClassCodes.Of(labels);
        double[] shares = new double[coded.Classes.Length];
        foreach (int code in coded.Codes)
        {
            shares[code]++;
        }

        for (int index = 0; index < shares.Length; index++)
        {
            shares[index] /= labels.Length;
        }

        return new MajorityClassBaseline(coded.Classes, shares, featureCount);
    }

    /// <inheritdoc/>
    public Matrix PredictProbabilities(Matrix points, Execution? execution = null)
    {
        ClassProbabilities.RequireWidth(points, FeatureCount);
        double[] values = new double[points.RowCount * shares.Length];
        for (int start = 0; start < values.Length; start += shares.Length)
        {
            shares.CopyTo(values, start);
        }

        return new Matrix(points.RowCount, shares.Length, values);
    }

    /// <inheritdoc/>
    public int[] Predict(Matrix points, Execution? execution = null)
    {
        ClassProbabilities.RequireWidth(points, FeatureCount);
        int[] labels = new int[points.RowCount];
        Array.Fill(labels, Majority);
        return labels;
    }

    /// <summary>Writes the model's fields.</summary>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Integer("featureCount", FeatureCount);
        writer.Integers("classes", classes);
        writer.Doubles("shares", shares);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="ModelFormatException">A field is missing or holds what it cannot.</exception>
    public static MajorityClassBaseline Read(ModelReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        int[] classes = ModelChecks.Classes(reader, "classes", least: 1);
        double[] shares = reader.Doubles("shares", classes.Length);
        foreach (double share in shares)
        {
            if (!(share > 0 && share <= 1))
            {
                throw reader.Bad("shares", string.Create(CultureInfo.InvariantCulture, $"holds {share}; expected numbers from 0 to 1"));
            }
        }

        return new MajorityClassBaseline(classes, shares, reader.Integer("featureCount", 1, ImportLimits.Features));
    }
}

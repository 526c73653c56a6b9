using System.Globalization;
using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>The γ of a kernel: a number, or a rule that makes one from the training points.</summary>
public readonly record struct SvmGamma
{
    private readonly Rule rule;
    private readonly double value;

    private SvmGamma(Rule rule, double value)
    {
        this.rule = rule;
        this.value = value;
    }

    private enum Rule
    {
        Scale,
        Auto,
        Value,
    }

    /// <summary>
    /// 1 / (d · var), with the population variance of all n·d numbers of the training points taken together; 1 where that variance
    /// is 0. The default.
    /// </summary>
    public static SvmGamma Scale => new(Rule.Scale, 0);

    /// <summary>1 / d.</summary>
    public static SvmGamma Auto => new(Rule.Auto, 0);

    /// <summary>A number.</summary>
    /// <param name="value">Finite and more than 0.</param>
    public static SvmGamma Of(double value) => new(Rule.Value, Require.MoreThan(Require.Finite(value, nameof(value)), 0, nameof(value)));

    /// <summary>The number for training points.</summary>
    /// <param name="points">n × d, finite.</param>
    public double Resolve(Matrix points)
    {
        ArgumentNullException.ThrowIfNull(points);
        switch (rule)
        {
            case Rule.Value:
                return value;
            case Rule.Auto:
                return 1.0 / points.ColumnCount;
            default:
                double variance = Variance(points.Values);
                return variance > 0 ? 1 / (points.ColumnCount * variance) : 1;
        }
    }

    /// <summary><c>scale</c>, <c>auto</c> or the number.</summary>
    public override string ToString() => rule switch
    {
        Rule.Scale => "scale",
        Rule.Auto => "auto",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string? text, out SvmGamma gamma)
    {
        gamma = text == "auto" ? Auto : Scale;
        if (text is "scale" or "auto")
        {
            return true;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) && number > 0)
        {
            gamma = Of(number);
            return true;
        }

        return false;
    }

    private static double Variance(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double number in values)
        {
            sum += number;
        }

        double mean = sum / values.Length;
        double squares = 0;
        foreach (double number in values)
        {
            squares += (number - mean) * (number - mean);
        }

        return squares / values.Length;
    }
}

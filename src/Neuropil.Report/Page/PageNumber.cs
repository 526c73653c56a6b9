using System.Globalization;

namespace Neuropil.Report;

/// <summary>Numbers as a reader wants them.</summary>
internal static class PageNumber
{
    /// <summary>Four significant digits; nothing where there is no number.</summary>
    public static string Short(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsPositiveInfinity(value) ? "∞" : "";
        }

        double size = Math.Abs(value);
        string text = size is not 0 and (< 1e-4 or >= 1e7)
            ? value.ToString("0.###e+0", CultureInfo.InvariantCulture)
            : size >= 1000
                ? value.ToString("0.#", CultureInfo.InvariantCulture)
                : decimal.Parse(value.ToString("G4", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
        return text.Replace('-', '−');
    }

    /// <summary>Three decimals, as scores are told.</summary>
    public static string Score(double value) => double.IsNaN(value) ? "" : value.ToString("0.000", CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>A score with its interval.</summary>
    public static string Score(Score score)
        => score.Low is double low && score.High is double high ? $"{Score(score.Value)} [{Score(low)}, {Score(high)}]" : Score(score.Value);

    /// <summary>A share in percent.</summary>
    public static string Percent(double share) => double.IsNaN(share) ? "" : (share * 100).ToString(share is > 0 and < 0.0995 ? "0.0" : "0", CultureInfo.InvariantCulture) + " %";

    /// <summary>A count, thousands parted by commas.</summary>
    public static string Count(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A count with its noun: one synapse, two synapses.</summary>
    public static string Count(int count, string noun) => $"{Count(count)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>A coordinate of a chart: two decimals at most.</summary>
    public static string Place(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

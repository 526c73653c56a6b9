using System.Globalization;

namespace Neuropil.Study;

/// <summary>The one-class SVM in front of a learner.</summary>
public sealed record OutlierSettings
{
    /// <summary>Upper bound on the share of training rows outside; more than 0, at most 1.</summary>
    [Setting("Nu", "The one-class SVM in front of the learner: upper bound on the share of training synapses outside.", Above = 0, Most = 1)]
    public double Nu { get; init; } = 0.05;

    /// <summary>Width of the kernel: <c>scale</c> 1/(d·variance), <c>auto</c> 1/d, or a number more than 0.</summary>
    [Setting("Gamma", "The one-class SVM in front of the learner: width of its kernel.", Parse = nameof(GammaText), Allowed = "scale, auto or a number of more than 0")]
    public string Gamma { get; init; } = "scale";

    private static string? GammaText(string text)
        => text.ToLowerInvariant() is "scale" or "auto" ? text.ToLowerInvariant()
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) && number > 0
                ? number.ToString("R", CultureInfo.InvariantCulture)
                : null;
}

using System.Globalization;
using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>The logarithmic loss of predicted probabilities.</summary>
public static class LogLoss
{
    /// <summary>2⁻⁵²: probabilities are kept this far from 0 and 1.</summary>
    private const double Smallest = 2.220446049250313e-16;

    /// <summary>The mean of −ln(probability given to the true class).</summary>
    /// <param name="expected">The true labels, at least one.</param>
    /// <param name="probabilities">A row per label, a column per class; each from 0 to 1.</param>
    /// <param name="classes">The columns' labels, ascending.</param>
    /// <remarks>
    /// Probabilities are clipped to [2⁻⁵², 1 − 2⁻⁵²] and each row then divided by its sum, as scikit-learn 1.2 does. A true label that is not among the classes counts as one
    /// whose probability was 0.
    /// </remarks>
    /// <exception cref="ArgumentException">The parts do not fit together, or a probability is not from 0 to 1.</exception>
    public static double Of(ReadOnlySpan<int> expected, Matrix probabilities, ReadOnlySpan<int> classes)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        if (expected.IsEmpty || probabilities.RowCount != expected.Length || probabilities.ColumnCount != classes.Length)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"probabilities is {probabilities.RowCount} × {probabilities.ColumnCount} for {expected.Length} labels and {classes.Length} classes; expected a row per label and a column per class, and at least one label."),
                nameof(probabilities));
        }

        double loss = 0;
        for (int row = 0; row < expected.Length; row++)
        {
            loss -= DeterministicMath.Log(TrueProbability(probabilities.Row(row), classes.BinarySearch(expected[row]), row));
        }

        return loss / expected.Length;
    }

    private static double TrueProbability(ReadOnlySpan<double> given, int code, int row)
    {
        double sum = 0;
        foreach (double probability in given)
        {
            // A little more than 1 is rounding in a mean of many trees.
            sum += probability >= 0 && probability <= 1 + 1e-6
                ? Clipped(probability)
                : throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"probabilities, row {row} (counted from 0), holds {probability}; expected numbers from 0 to 1."),
                    "probabilities");
        }

        return code >= 0 ? Clipped(given[code]) / sum : Smallest;
    }

    private static double Clipped(double probability) => Math.Max(Smallest, Math.Min(1 - Smallest, probability));
}

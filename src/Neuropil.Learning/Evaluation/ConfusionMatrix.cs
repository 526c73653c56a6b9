using System.Globalization;

namespace Neuropil.Learning;

/// <summary>How often each class was taken for each.</summary>
/// <param name="Classes">The labels that occur among the expected or the predicted, ascending.</param>
/// <param name="Counts">Row: expected class; column: predicted class; both in the order of <paramref name="Classes"/>.</param>
public sealed record ConfusionMatrix(int[] Classes, int[][] Counts)
{
    /// <summary>Counts pairs of labels.</summary>
    /// <param name="expected">The true labels, at least one.</param>
    /// <param name="predicted">As many.</param>
    /// <exception cref="ArgumentException">There are none, or not as many of both.</exception>
    public static ConfusionMatrix Of(ReadOnlySpan<int> expected, ReadOnlySpan<int> predicted)
    {
        RequireSameLength(expected, predicted);
        ClassCodes coded = ClassCodes.Of([.. expected, .. predicted]);
        int[][] counts = [.. coded.Classes.Select(_ => new int[coded.Classes.Length])];
        for (int row = 0; row < expected.Length; row++)
        {
            counts[coded.Codes[row]][coded.Codes[expected.Length + row]]++;
        }

        return new ConfusionMatrix(coded.Classes, counts);
    }

    internal static void RequireSameLength(ReadOnlySpan<int> expected, ReadOnlySpan<int> predicted)
    {
        if (expected.Length != predicted.Length || expected.IsEmpty)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"expected has {expected.Length} labels, predicted has {predicted.Length}; there must be as many of both, and at least one."),
                nameof(predicted));
        }
    }
}

using System.Globalization;

namespace Neuropil.Learning;

/// <summary>What a classifier that may refuse to answer said of some rows.</summary>
public sealed class Answers
{
    private readonly int[] labels;
    private readonly bool[] rejected;

    /// <summary>Keeps copies.</summary>
    /// <param name="labels">A label a row; of a rejected row it means nothing.</param>
    /// <param name="rejected">Per row whether it was refused.</param>
    /// <exception cref="ArgumentException">There are not as many of both.</exception>
    public Answers(ReadOnlySpan<int> labels, ReadOnlySpan<bool> rejected)
    {
        if (labels.Length != rejected.Length)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"rejected has {rejected.Length} entries for {labels.Length} labels; expected one a label."),
                nameof(rejected));
        }

        this.labels = labels.ToArray();
        this.rejected = rejected.ToArray();
    }

    /// <summary>How many rows.</summary>
    public int Count => labels.Length;

    /// <summary>A label a row; of a rejected row it means nothing.</summary>
    public ReadOnlySpan<int> Labels => labels;

    /// <summary>Per row whether it was refused.</summary>
    public ReadOnlySpan<bool> Rejected => rejected;

    /// <summary>Answers to every row.</summary>
    public static Answers Complete(ReadOnlySpan<int> labels) => new(labels, new bool[labels.Length]);

    /// <summary>What a guarded classifier said: points that its SVM puts outside are rejected.</summary>
    public static Answers Of(GuardedPredictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return new Answers([.. predictions.Labels], [.. predictions.Decisions.Select(decision => !(decision >= 0))]);
    }
}

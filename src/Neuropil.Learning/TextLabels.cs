using System.Globalization;
using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>Class labels that are texts, as the codes that learners take.</summary>
/// <example><code>
/// TextLabels labels = TextLabels.Of(column);
/// GradientBoostingModel model = GradientBoosting.Fit(points, labels.Codes).WithClassNames(labels.Names);
/// string first = model.ClassNames[model.Predict(points)[0]];
/// </code></example>
public sealed class TextLabels
{
    private readonly string[] names;
    private readonly int[] codes;

    private TextLabels(string[] names, int[] codes)
    {
        this.names = names;
        this.codes = codes;
    }

    /// <summary>The labels that occur, each once, in the order of their characters' codes, as <c>numpy.unique</c> has them.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>Per row, where its label stands in <see cref="Names"/>.</summary>
    public ReadOnlySpan<int> Codes => codes;

    /// <summary>The codes of labels.</summary>
    /// <param name="labels">A label a row; any texts but null.</param>
    /// <exception cref="ArgumentException">A label is null.</exception>
    public static TextLabels Of(IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        for (int row = 0; row < labels.Count; row++)
        {
            if (labels[row] is null)
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"labels, row {row} (counted from 0) is null; expected a text."), nameof(labels));
            }
        }

        string[] names = [.. labels.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return new TextLabels(names, [.. labels.Select(label => Array.BinarySearch(names, label, StringComparer.Ordinal))]);
    }

    /// <summary>The codes that other rows' labels have here.</summary>
    /// <param name="labels">A label a row, each one of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">A label is not among them; the message names it.</exception>
    public int[] Encode(IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        int[] encoded = new int[labels.Count];
        for (int row = 0; row < encoded.Length; row++)
        {
            encoded[row] = labels[row] is string label ? Array.BinarySearch(names, label, StringComparer.Ordinal) : -1;
            if (encoded[row] < 0)
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"labels, row {row} (counted from 0) is '{ForeignText.Shown(labels[row])}'; expected one of {ForeignText.Shown(string.Join(", ", names))}."),
                    nameof(labels));
            }
        }

        return encoded;
    }
}

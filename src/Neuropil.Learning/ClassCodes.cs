using System.Globalization;
using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>Labels as a learner uses them: the classes in ascending order, and per row the index of its class.</summary>
internal sealed class ClassCodes
{
    private ClassCodes(int[] classes, int[] codes)
    {
        Classes = classes;
        Codes = codes;
    }

    /// <summary>The labels that occur, ascending.</summary>
    public int[] Classes { get; }

    /// <summary>Per row, where its label stands in <see cref="Classes"/>.</summary>
    public int[] Codes { get; }

    /// <summary>Codes of labels that belong to the rows of <paramref name="points"/>.</summary>
    /// <exception cref="ArgumentException">There are more or fewer labels than rows, no rows, or fewer than two classes.</exception>
    public static ClassCodes For(Matrix points, ReadOnlySpan<int> labels)
    {
        if (labels.Length != points.RowCount)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"labels has {labels.Length} entries for {points.RowCount} points; expected one label a point."),
                nameof(labels));
        }

        if (points.RowCount == 0 || points.ColumnCount == 0)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"points is {points.RowCount} × {points.ColumnCount}; expected at least two rows and one column."),
                nameof(points));
        }

        ClassCodes coded = Of(labels);
        return coded.Classes.Length >= 2
            ? coded
            : throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"labels holds one class only, {coded.Classes[0]}; expected at least two. With one class there is nothing to learn: every point has it."),
                nameof(labels));
    }

    /// <summary>Codes of any labels.</summary>
    public static ClassCodes Of(ReadOnlySpan<int> labels)
    {
        int[] classes = DistinctAscending(labels);
        int[] codes = new int[labels.Length];
        for (int row = 0; row < codes.Length; row++)
        {
            codes[row] = Array.BinarySearch(classes, labels[row]);
        }

        return new ClassCodes(classes, codes);
    }

    /// <summary>The labels that occur, ascending, each once.</summary>
    public static int[] DistinctAscending(ReadOnlySpan<int> labels)
    {
        HashSet<int> seen = [];
        foreach (int label in labels)
        {
            seen.Add(label);
        }

        int[] classes = [.. seen];
        Array.Sort(classes);
        return classes;
    }
}

namespace Neuropil.Study;

/// <summary>One rerun of the whole chain on some of a group's synapses, or with another seed: who was in it, and in which cluster.</summary>
public sealed class Replicate
{
    /// <summary>A rerun.</summary>
    /// <param name="rows">The group's rows that took part, ascending.</param>
    /// <param name="labels">The cluster each of them fell into, from 1; −1 noise.</param>
    /// <exception cref="ArgumentException">The two differ in length, or the rows are not ascending.</exception>
    public Replicate(IReadOnlyList<int> rows, IReadOnlyList<int> labels)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(labels);
        if (rows.Count != labels.Count)
        {
            throw new ArgumentException($"There are {labels.Count} labels for {rows.Count} rows.", nameof(labels));
        }

        for (int index = 1; index < rows.Count; index++)
        {
            if (rows[index] <= rows[index - 1])
            {
                throw new ArgumentException($"Row {rows[index]} stands after row {rows[index - 1]}; expected ascending rows.", nameof(rows));
            }
        }

        Rows = rows;
        Labels = labels;
        ClusterCount = labels.Where(label => label != FileLabels.Noise).Distinct().Count();
    }

    /// <summary>The group's rows that took part, ascending.</summary>
    public IReadOnlyList<int> Rows { get; }

    /// <summary>The cluster each of them fell into, from 1; −1 noise.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>How many clusters were found.</summary>
    public int ClusterCount { get; }
}

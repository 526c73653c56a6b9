namespace Neuropil.Report;

/// <summary>Points that look alike in a figure, with their line in the legend.</summary>
/// <param name="Name">The class.</param>
/// <param name="Ink">Its colour.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Rows">Its points.</param>
/// <param name="IsNew">Whether they are new synapses: larger, outlined, on top, without a line of their own in the legend.</param>
/// <param name="Label">What stands at its middle; empty: nothing.</param>
internal sealed record PointClass(string Name, Ink Ink, MarkShape Shape, IReadOnlyList<int> Rows, bool IsNew = false, string Label = "")
{
    /// <summary>The class of a place among others: a colour and a shape.</summary>
    public static PointClass Of(int index, string name, IReadOnlyList<int> rows, string label = "")
        => new(name, Ink.OfClass(index), MarkShape.OfClass(index), rows, Label: label);

    /// <summary>Noise.</summary>
    public static PointClass Noise(string name, IReadOnlyList<int> rows) => new(name, Ink.Noise, MarkShape.Cross, rows);
}

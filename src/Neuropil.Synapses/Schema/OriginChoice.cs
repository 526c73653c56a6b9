using System.Diagnostics.CodeAnalysis;

namespace Neuropil.Synapses;

/// <summary>What positions are told from.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Columns">Where the place stands; only with <see cref="OriginKind.Columns"/>.</param>
public sealed record OriginChoice(OriginKind Kind, PositionColumns? Columns = null)
{
    /// <summary>The mean of the neuron's own historical synapses.</summary>
    public static OriginChoice Centroid { get; } = new(OriginKind.Centroid);

    /// <summary>What may be written.</summary>
    public static string Expected => "centroid, none, or " + PositionColumns.Expected;

    /// <summary><c>centroid</c>, <c>none</c>, or columns as <see cref="PositionColumns"/> has them.</summary>
    public static OriginChoice? TryParse(string text, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        problem = null;
        return text.Trim().ToLowerInvariant() switch
        {
            "centroid" => Centroid,
            "none" => new OriginChoice(OriginKind.None),
            _ => PositionColumns.TryParse(text, out problem) is PositionColumns columns ? new OriginChoice(OriginKind.Columns, columns) : null,
        };
    }
}

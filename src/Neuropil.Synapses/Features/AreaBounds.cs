using System.Globalization;
using Neuropil.Numerics.Models;

namespace Neuropil.Synapses;

/// <summary>
/// The ranges that synapse and bouton areas (µm²) of the historical synapses lie in, pooled over all neurons. Historical synapses
/// outside are gross outliers and left out; new ones are flagged, never dropped.
/// </summary>
public sealed record AreaBounds
{
    private const string Format = "neuropil-area-bounds";

    /// <summary>The range of synapse areas.</summary>
    public required ValueRange SynArea { get; init; }

    /// <summary>The range of bouton areas.</summary>
    public required ValueRange BoutonArea { get; init; }

    /// <summary>The outer fences of both areas.</summary>
    /// <param name="synapses">At least one.</param>
    /// <param name="factor">How many interquartile ranges beyond the quartiles.</param>
    public static AreaBounds Fit(IReadOnlyList<Synapse> synapses, double factor = 3)
        => new()
        {
            SynArea = ValueRange.OuterFences(synapses.Select(synapse => synapse.SynArea), factor),
            BoutonArea = ValueRange.OuterFences(synapses.Select(synapse => synapse.BoutonArea), factor),
        };

    /// <summary>Which areas lie outside, in words; null where none does.</summary>
    public string? Violation(Synapse synapse)
    {
        ArgumentNullException.ThrowIfNull(synapse);
        string? area = Violation(nameof(SynArea), synapse.SynArea, SynArea);
        string? bouton = Violation(nameof(BoutonArea), synapse.BoutonArea, BoutonArea);
        return area is null || bouton is null ? area ?? bouton : $"{area}; {bouton}";
    }

    /// <summary>Saves the bounds as JSON.</summary>
    public void Save(Stream stream) => ModelWriter.Write(stream, Format, 1, Write);

    /// <summary>Loads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="ModelFormatException">The file is something else, or damaged.</exception>
    public static AreaBounds Load(Stream stream, string? name = null) => Read(ModelReader.Read(stream, Format, 1, name));

    /// <summary>Writes the bounds as fields of a larger model.</summary>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Nested("synArea", SynArea.Write);
        writer.Nested("boutonArea", BoutonArea.Write);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="ModelFormatException">A field is missing or wrong.</exception>
    public static AreaBounds Read(ModelReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return new AreaBounds
        {
            SynArea = ValueRange.Read(reader.Nested("synArea")),
            BoutonArea = ValueRange.Read(reader.Nested("boutonArea")),
        };
    }

    private static string? Violation(string name, double value, ValueRange range)
        => range.Contains(value)
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{name} {value} is outside [{range.Lower}, {range.Upper}]");
}

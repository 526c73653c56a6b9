using Neuropil.Numerics.Models;

namespace Neuropil.Synapses;

/// <summary>
/// The ranges that the features of the historical synapses lie in, pooled over all neurons, each after its transform (log, sqrt).
/// Historical synapses outside are gross outliers and left out; new ones are flagged, never dropped.
/// </summary>
public sealed class FeatureBounds
{
    private const string Format = "neuropil-feature-bounds";

    private FeatureBounds(IReadOnlyList<FeatureBound> features) => Features = features;

    /// <summary>The features that have bounds. One whose interquartile range is 0 has none.</summary>
    public IReadOnlyList<FeatureBound> Features { get; }

    /// <summary>The outer fences of every feature but the position.</summary>
    /// <param name="synapses">The rows to fit on, complete.</param>
    /// <param name="recipes">The features.</param>
    /// <param name="factor">How many interquartile ranges beyond the quartiles.</param>
    public static FeatureBounds Fit(SynapseTable synapses, IReadOnlyList<FeatureRecipe> recipes, double factor = 3)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        ArgumentNullException.ThrowIfNull(recipes);
        List<FeatureBound> bounds = [];
        foreach (FeatureRecipe recipe in recipes.Where(recipe => recipe.Name != FeatureRecipe.Position))
        {
            ValueRange range = ValueRange.OuterFences(synapses.Numbers(recipe.Name).Select(recipe.Transformed), factor);
            if (range.Upper > range.Lower || factor == 0)
            {
                bounds.Add(new FeatureBound(recipe.Name, recipe.Transform, range));
            }
        }

        return new FeatureBounds(bounds);
    }

    /// <summary>For each row which features lie outside, in words; null where none does.</summary>
    public string?[] Violations(SynapseTable synapses)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        string?[] violations = new string?[synapses.Count];
        foreach (FeatureBound bound in Features)
        {
            double[] values = synapses.Numbers(bound.Name);
            for (int row = 0; row < values.Length; row++)
            {
                if (!double.IsNaN(values[row]) && bound.Violation(values[row]) is string violation)
                {
                    violations[row] = violations[row] is null ? violation : $"{violations[row]}; {violation}";
                }
            }
        }

        return violations;
    }

    /// <summary>Saves the bounds as JSON.</summary>
    public void Save(Stream stream) => ModelWriter.Write(stream, Format, 1, writer => writer.List("features", Features, (item, bound) => bound.Write(item)));

    /// <summary>Loads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="ModelFormatException">The file is something else, or damaged.</exception>
    public static FeatureBounds Load(Stream stream, string? name = null)
        => new([.. ModelReader.Read(stream, Format, 1, name).List("features").Select(FeatureBound.Read)]);
}

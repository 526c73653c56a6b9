using Neuropil.Learning;
using Neuropil.Numerics.Models;

namespace Neuropil.Synapses;

/// <summary>A feature of a fitted space: its recipe, and the centres and the one scale that its numbers are told by.</summary>
/// <param name="Recipe">What is done.</param>
/// <param name="Centers">One a column: three for the position, else one; 0 where nothing is scaled.</param>
/// <param name="Scale">Above 0; 1 where nothing is scaled.</param>
public sealed record FeatureScale(FeatureRecipe Recipe, IReadOnlyList<double> Centers, double Scale)
{
    /// <summary>Fits centres and scale.</summary>
    /// <param name="recipe">What is done.</param>
    /// <param name="columns">The transformed values: three columns for the position, else one; finite, at least one row.</param>
    /// <remarks>
    /// Robust: median and interquartile range; where that is 0, the standard deviation stands in. Of a block the widest column's scale is
    /// that of all, so that lengths keep their proportions. A block without spread keeps the scale 1.
    /// </remarks>
    public static FeatureScale Fit(FeatureRecipe recipe, IReadOnlyList<double[]> columns)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(columns);
        if (recipe.Scaling == FeatureScaling.None)
        {
            return new FeatureScale(recipe, new double[columns.Count], 1);
        }

        double[] centers = new double[columns.Count];
        double ranges = 0;
        double deviations = 0;
        for (int column = 0; column < centers.Length; column++)
        {
            (double mean, double variance) = Spread.Of(columns[column]);
            double[] sorted = [.. columns[column]];
            Array.Sort(sorted);
            centers[column] = recipe.Scaling == FeatureScaling.Robust ? Quantile.OfSorted(sorted, 0.5) : mean;
            ranges = Math.Max(ranges, Quantile.OfSorted(sorted, 0.75) - Quantile.OfSorted(sorted, 0.25));
            deviations = Math.Max(deviations, Math.Sqrt(variance));
        }

        double scale = recipe.Scaling == FeatureScaling.Robust && ranges > 0 ? ranges : deviations;
        return new FeatureScale(recipe, centers, scale > 0 ? scale : 1);
    }

    /// <summary>A transformed value as it stands in a vector.</summary>
    public double Apply(int column, double transformed)
        => Recipe.Weight * (Recipe.Scaling == FeatureScaling.None ? transformed : (transformed - Centers[column]) / Scale);

    internal void Write(ModelWriter writer)
    {
        writer.Text("name", Recipe.Name);
        writer.Text("transform", Recipe.Transform.ToString());
        writer.Text("scaling", Recipe.Scaling.ToString());
        writer.Number("weight", Recipe.Weight);
        writer.Doubles("centers", [.. Centers]);
        writer.Number("scale", Scale);
    }

    internal static FeatureScale Read(ModelReader reader)
    {
        string name = reader.Text("name");
        double weight = reader.Number("weight");
        double scale = reader.Number("scale");
        double[] centers = reader.Doubles("centers", name == FeatureRecipe.Position ? 3 : 1);
        if (!(weight >= 0 && double.IsFinite(weight)))
        {
            throw reader.Bad("weight", "is not a number of 0 or more");
        }

        return !(scale > 0 && double.IsFinite(scale)) ? throw reader.Bad("scale", "is not a number above 0")
            : !Array.TrueForAll(centers, double.IsFinite) ? throw reader.Bad("centers", "holds a number that is not finite")
            : new FeatureScale(
                new FeatureRecipe { Name = name, Transform = reader.Choice<FeatureTransform>("transform"), Scaling = reader.Choice<FeatureScaling>("scaling"), Weight = weight },
                centers,
                scale);
    }
}

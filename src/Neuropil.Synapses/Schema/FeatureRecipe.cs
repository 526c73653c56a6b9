using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Neuropil.Numerics;

namespace Neuropil.Synapses;

/// <summary>A feature: a column of numbers, or the position as one block, and how it becomes comparable.</summary>
public sealed record FeatureRecipe
{
    /// <summary>The block of the three coordinates. They have one scale, so that the geometry keeps its shape.</summary>
    public const string Position = "Position";

    private static readonly string[] Words = ["log", "sqrt", "robust", "zscore", "none", "weight", "min"];

    /// <summary>The column's name, or <see cref="Position"/>.</summary>
    public required string Name { get; init; }

    /// <summary>Before scaling.</summary>
    public FeatureTransform Transform { get; init => field = Require.Defined(value); }

    /// <summary>Before weighting.</summary>
    public FeatureScaling Scaling { get; init => field = Require.Defined(value); }

    /// <summary>The weight; 0 or more.</summary>
    public double Weight { get; init => field = Require.Finite(Require.AtLeast(value, 0)); } = 1;

    /// <summary>The least value that a cell may have; null: any.</summary>
    public double? Least { get; init; }

    /// <summary>What may be written.</summary>
    public static string Expected => "any of log, sqrt, robust, zscore, none, 'weight NUMBER', 'min NUMBER', with commas between";

    /// <summary><c>log, robust, weight 0.5</c>; what is not told is as <paramref name="usual"/> has it.</summary>
    public static FeatureRecipe? TryParse(string text, FeatureRecipe usual, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        FeatureRecipe recipe = usual;
        HashSet<string> kinds = [];
        foreach (string word in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = word.Split([' ', '\t'], 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            string name = parts[0].ToLowerInvariant();
            double number = 0;
            bool hasNumber = parts.Length == 2 && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
            string kind = name switch { "log" or "sqrt" => "transform", "robust" or "zscore" or "none" => "scaling", _ => name };
            bool takesNumber = name is "weight" or "min";
            if (!Words.Contains(name))
            {
                problem = $"'{word}' is none of them{NearestName.Suggestion(name, Words)}";
                return null;
            }

            if (takesNumber != (parts.Length == 2) || (takesNumber && !hasNumber) || (name == "weight" && number < 0))
            {
                problem = takesNumber ? $"'{word}' needs a number{(name == "weight" ? " of 0 or more" : "")} behind '{name}'" : $"'{word}' has something behind '{name}'";
                return null;
            }

            if (!kinds.Add(kind))
            {
                problem = $"'{word}' comes after another {kind}";
                return null;
            }

            recipe = name switch
            {
                "log" => recipe with { Transform = FeatureTransform.Log },
                "sqrt" => recipe with { Transform = FeatureTransform.Sqrt },
                "robust" => recipe with { Scaling = FeatureScaling.Robust },
                "zscore" => recipe with { Scaling = FeatureScaling.Zscore },
                "none" => recipe with { Scaling = FeatureScaling.None },
                "weight" => recipe with { Weight = number },
                "min" => recipe with { Least = number },
                _ => throw new InvalidOperationException($"There is no word '{name}'."),
            };
        }

        problem = null;
        return recipe;
    }

    /// <summary>A value before scaling; NaN where the transform does not take it.</summary>
    public double Transformed(double value) => Transform switch
    {
        FeatureTransform.Identity => value,
        FeatureTransform.Log => value > 0 ? DeterministicMath.Log(value) : double.NaN,
        FeatureTransform.Sqrt => value >= 0 ? Math.Sqrt(value) : double.NaN,
        _ => throw new InvalidOperationException($"There is no transform {Transform}."),
    };
}

using System.Globalization;
using Neuropil.Tables;

namespace Neuropil.Synapses;

/// <summary>Leaves out what the user excluded by name, what lacks a feature or a place, then gross outliers.</summary>
public static class SynapseScreen
{
    private const int MostTold = 5;

    /// <summary>
    /// Removes excluded synapses and incomplete ones; of the rest, those with a feature outside [Q1 − factor·IQR, Q3 + factor·IQR] of that
    /// column after its transform, over all neurons and all features at once.
    /// </summary>
    /// <param name="synapses">The historical synapses.</param>
    /// <param name="recipes">The features.</param>
    /// <param name="exclusions">Synapses to leave out by name.</param>
    /// <param name="factor">How many interquartile ranges beyond the quartiles; the study's 3.</param>
    /// <exception cref="TableException">No synapse is left, a value is none that its transform takes, or a feature does not vary.</exception>
    public static ScreenedSynapses Apply(SynapseTable synapses, IReadOnlyList<FeatureRecipe> recipes, ExclusionList? exclusions = null, double factor = 3)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        ArgumentNullException.ThrowIfNull(recipes);
        exclusions ??= ExclusionList.Empty;
        string?[] reasons = exclusions.Reasons(synapses, out IReadOnlyList<string> warnings);
        string?[] gaps = Gaps(synapses, recipes);
        for (int row = 0; row < reasons.Length; row++)
        {
            reasons[row] ??= gaps[row];
        }

        int[] complete = Rows(reasons, isKept: true);
        if (complete.Length == 0)
        {
            throw new TableException(new TableProblem(
                synapses.Source,
                string.Create(CultureInfo.InvariantCulture, $"none of {synapses.Count} synapses is left{(gaps.FirstOrDefault(gap => gap is not null) is string gap ? $"; the first one {gap}" : string.Empty)}"),
                "at least one that is not excluded and has every feature",
                "Look at the columns of [Features] and [Columns], and at the exclusions."));
        }

        SynapseTable usable = complete.Length == synapses.Count ? synapses : synapses.Rows(complete);
        RequireUsable(usable, recipes);
        FeatureBounds bounds = FeatureBounds.Fit(usable, recipes, factor);
        string?[] violations = bounds.Violations(usable);
        for (int index = 0; index < complete.Length; index++)
        {
            reasons[complete[index]] = violations[index];
        }

        int[] removed = Rows(reasons, isKept: false);
        return new ScreenedSynapses
        {
            Kept = Rows(reasons, isKept: true),
            Removed = removed,
            Reasons = Array.ConvertAll(removed, row => reasons[row]!),
            Bounds = bounds,
            Warnings = warnings,
        };
    }

    /// <summary>For each row what it lacks of position and features, as <c>lacks SynArea</c>; null where it is complete.</summary>
    public static string?[] Gaps(SynapseTable synapses, IReadOnlyList<FeatureRecipe> recipes)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        ArgumentNullException.ThrowIfNull(recipes);
        string?[] gaps = new string?[synapses.Count];
        for (int row = 0; row < gaps.Length; row++)
        {
            gaps[row] = synapses.Neurons[row].Length == 0 ? "lacks its neuron" : synapses.Ids[row].Length == 0 ? "lacks its id" : null;
        }

        foreach (FeatureRecipe recipe in recipes)
        {
            if (recipe.Name != FeatureRecipe.Position)
            {
                Note(gaps, recipe.Name, synapses.Numbers(recipe.Name));
            }
            else if (synapses.Positions is IReadOnlyList<double[]> positions)
            {
                Note(gaps, "its position", positions[0], positions[1], positions[2]);
            }
        }

        return gaps;
    }

    private static void Note(string?[] gaps, string what, params ReadOnlySpan<double[]> columns)
    {
        for (int row = 0; row < gaps.Length; row++)
        {
            bool isWhole = true;
            foreach (double[] column in columns)
            {
                isWhole &= double.IsFinite(column[row]);
            }

            if (!isWhole)
            {
                gaps[row] = gaps[row] is null ? $"lacks {what}" : $"{gaps[row]}, {what}";
            }
        }
    }

    private static int[] Rows(string?[] reasons, bool isKept)
        => [.. Enumerable.Range(0, reasons.Length).Where(row => reasons[row] is null == isKept)];

    private static void RequireUsable(SynapseTable synapses, IReadOnlyList<FeatureRecipe> recipes)
    {
        List<TableProblem> problems = [];
        foreach (FeatureRecipe recipe in recipes.Where(recipe => recipe.Name != FeatureRecipe.Position))
        {
            double[] values = synapses.Numbers(recipe.Name);
            int[] refused = [.. Enumerable.Range(0, values.Length).Where(row => double.IsNaN(recipe.Transformed(values[row])))];
            if (refused.Length > 0)
            {
                string word = recipe.Transform == FeatureTransform.Log ? "log" : "sqrt";
                string rows = string.Join(", ", refused.Take(MostTold).Select(row => synapses.Lines[row].ToString(CultureInfo.InvariantCulture)));
                problems.Add(new TableProblem(
                    synapses.Source,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"[Features] {recipe.Name}: '{word}' of {values[refused[0]]} ({refused.Length} such {(refused.Length == 1 ? "value" : "values")}; rows {rows}{(refused.Length > MostTold ? ", …" : string.Empty)})"),
                    recipe.Transform == FeatureTransform.Log ? "numbers above 0" : "numbers of 0 or more",
                    $"Leave '{word}' out, or name the code of a missing value: Missing={recipe.Name}: {values[refused[0]].ToString(CultureInfo.InvariantCulture)} in [Columns].")
                { Column = recipe.Name });
            }
            else if (values.Length > 1 && Array.TrueForAll(values, value => value == values[0]))
            {
                problems.Add(new TableProblem(
                    synapses.Source,
                    string.Create(CultureInfo.InvariantCulture, $"[Features] {recipe.Name}: all {values.Length} values are {values[0]}"),
                    "a column whose values differ",
                    "A constant tells no synapses apart: take its line out of [Features].")
                { Column = recipe.Name });
            }
        }

        if (problems.Count > 0)
        {
            throw new TableException(problems, problems.Count);
        }
    }
}

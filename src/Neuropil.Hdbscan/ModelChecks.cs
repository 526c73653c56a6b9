using System.Globalization;
using Neuropil.Numerics.Models;

namespace Neuropil.Hdbscan;

/// <summary>What must hold in a model file beyond single fields.</summary>
internal static class ModelChecks
{
    /// <summary>Finite points in canonical order, rows that are a permutation, core distances that are distances.</summary>
    public static void Check(ModelReader reader, Matrix points, int[] rows, double[] cores)
    {
        bool[] seen = new bool[rows.Length];
        for (int point = 0; point < rows.Length; point++)
        {
            if (seen[rows[point]])
            {
                throw reader.Bad("rows", Text($"names row {rows[point]} twice"));
            }

            seen[rows[point]] = true;
            if (!(cores[point] >= 0) || !double.IsFinite(cores[point]))
            {
                throw reader.Bad("coreDistances", Text($"holds {cores[point]}; expected finite numbers of at least 0"));
            }

            foreach (double value in points.Row(point))
            {
                if (!double.IsFinite(value))
                {
                    throw reader.Bad("points", Text($"row {point} holds {value}; expected finite numbers"));
                }
            }

            if (point > 0 && points.Row(point).SequenceCompareTo(points.Row(point - 1)) < 0)
            {
                throw reader.Bad("points", Text($"row {point} is out of order"));
            }
        }
    }

    /// <summary>Weights that are finite and above 0.</summary>
    public static void Check(ModelReader reader, PointWeights? weights)
    {
        foreach (double weight in weights?.Weights ?? [])
        {
            if (!(weight > 0) || !double.IsFinite(weight))
            {
                throw reader.Bad("weights", Text($"holds {weight}; expected finite numbers above 0"));
            }
        }
    }

    /// <summary>Edges that make a tree, none shorter than the core distances of its ends.</summary>
    public static void Check(ModelReader edges, double[] cores, int[] from, int[] to, double[] distances, double[] plainDistances)
    {
        DisjointSets sets = new(cores.Length);
        for (int edge = 0; edge < from.Length; edge++)
        {
            if (!(distances[edge] >= Math.Max(cores[from[edge]], cores[to[edge]])) || !double.IsFinite(distances[edge]))
            {
                throw edges.Bad("distances", Text($"edge {edge} is {distances[edge]}; expected a finite number, at least the core distances of its ends"));
            }

            if (!(plainDistances[edge] >= 0 && plainDistances[edge] <= distances[edge]))
            {
                throw edges.Bad("distances", Text($"edge {edge} is {distances[edge]}, its plain distance {plainDistances[edge]}; expected no less than that"));
            }

            int one = sets.Find(from[edge]);
            int other = sets.Find(to[edge]);
            if (one == other)
            {
                throw edges.Bad("from", Text($"edge {edge} closes a circle; expected a tree"));
            }

            sets.Join(one, other);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

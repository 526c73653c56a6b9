using System.Globalization;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;

namespace Neuropil.Learning;

/// <summary>Checks that several models' readers share.</summary>
internal static class ModelChecks
{
    /// <summary>Class labels: strictly ascending, at least <paramref name="least"/> of them.</summary>
    public static int[] Classes(ModelReader reader, string name, int least = 2)
    {
        int[] classes = reader.Integers(name);
        if (classes.Length < least)
        {
            throw reader.Bad(name, string.Create(CultureInfo.InvariantCulture, $"has {classes.Length} labels; expected at least {least}"));
        }

        for (int index = 1; index < classes.Length; index++)
        {
            if (classes[index] <= classes[index - 1])
            {
                throw reader.Bad(name, "is not strictly ascending");
            }
        }

        return classes;
    }

    /// <summary>Finite numbers.</summary>
    public static double[] Finite(ModelReader reader, string name, int? length = null)
    {
        double[] values = reader.Doubles(name, length);
        foreach (double value in values)
        {
            if (!double.IsFinite(value))
            {
                throw reader.Bad(name, string.Create(CultureInfo.InvariantCulture, $"holds {value}; expected finite numbers"));
            }
        }

        return values;
    }

    /// <summary>A matrix of finite numbers.</summary>
    public static Matrix FiniteMatrix(ModelReader reader, string name, int? rows = null, int? columns = null)
    {
        Matrix matrix = reader.Matrix(name, rows, columns);
        foreach (double value in matrix.Values)
        {
            if (!double.IsFinite(value))
            {
                throw reader.Bad(name, string.Create(CultureInfo.InvariantCulture, $"holds {value}; expected finite numbers"));
            }
        }

        return matrix;
    }

    /// <summary>A finite number that meets a condition.</summary>
    public static double Number(ModelReader reader, string name, Func<double, bool> holds, string expected)
    {
        double value = reader.Number(name);
        return holds(value) ? value : throw reader.Bad(name, string.Create(CultureInfo.InvariantCulture, $"is {value}; expected {expected}"));
    }
}

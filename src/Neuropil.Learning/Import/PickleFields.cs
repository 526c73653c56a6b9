using System.Globalization;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;

namespace Neuropil.Learning;

/// <summary>The attributes of one pickled object, read with their types checked; errors name file, place and attribute.</summary>
internal sealed class PickleFields(PickleDictionary attributes, string file, string path, string type, ImportBudget budget)
{
    /// <summary>Where the object stands in the file.</summary>
    public string Path => path;

    public bool Has(string name) => attributes.TryGet(name, out object? value) && value is not null;

    public object? Any(string name) => attributes.TryGet(name, out object? value) ? value : throw Bad(name, "is missing");

    public string Text(string name) => Any(name) as string ?? throw Bad(name, "is not a text");

    public double Number(string name) => Any(name) switch
    {
        double value when double.IsFinite(value) => value,
        long value => value,
        NumpyArray { Count: 1 } array when array.Doubles() is [double value] && double.IsFinite(value) => value,
        _ => throw Bad(name, "is not a finite number"),
    };

    public int Integer(string name, int least, int most)
        => Any(name) is long value && value >= least && value <= most
            ? (int)value
            : throw Bad(name, string.Create(CultureInfo.InvariantCulture, $"is not an integer from {least} to {most}"));

    public bool Flag(string name) => Any(name) switch
    {
        bool value => value,
        long value and (0 or 1) => value == 1,
        _ => throw Bad(name, "is neither True nor False"),
    };

    /// <summary>An array; that its items will be read is counted.</summary>
    public NumpyArray Array(string name)
    {
        NumpyArray array = Any(name) as NumpyArray ?? throw Bad(name, "is not an array");
        Charge(array.Count);
        return array;
    }

    /// <summary>An array of finite numbers, whatever its shape.</summary>
    public double[] Numbers(string name, int? length = null)
    {
        double[] values = Array(name).Doubles() ?? throw Bad(name, "does not hold numbers");
        return length is not null && values.Length != length
            ? throw Bad(name, string.Create(CultureInfo.InvariantCulture, $"has {values.Length} numbers; expected {length}"))
            : values.All(double.IsFinite) ? values : throw Bad(name, "holds a number that is not finite");
    }

    /// <summary>An array of integers within bounds, whatever its shape.</summary>
    public int[] Integers(string name, int least, int most)
    {
        long[] values = Array(name).Integers() ?? throw Bad(name, "does not hold integers");
        return values.All(value => value >= least && value <= most)
            ? System.Array.ConvertAll(values, value => (int)value)
            : throw Bad(name, string.Create(CultureInfo.InvariantCulture, $"holds an integer that is not from {least} to {most}"));
    }

    /// <summary>The names of the columns it was fitted on, where it was fitted on a data frame.</summary>
    public FeatureNames FeatureNames(int featureCount)
    {
        const string name = "feature_names_in_";
        if (!Has(name))
        {
            return Numerics.FeatureNames.Unknown;
        }

        string[] names = Array(name).Texts() ?? throw Bad(name, "does not hold texts");
        try
        {
            return Numerics.FeatureNames.Of(names).For(featureCount);
        }
        catch (ArgumentException exception)
        {
            throw Bad(name, "cannot be its columns': " + exception.Message.TrimEnd('.'));
        }
    }

    /// <summary>An array of finite numbers in two dimensions.</summary>
    public Matrix Matrix(string name)
    {
        NumpyArray array = Array(name);
        return array.Shape is [int rows, > 0 and int columns]
            ? new Matrix(rows, columns, Numbers(name))
            : throw Bad(name, "is not a table of numbers");
    }

    /// <summary>The attributes of an object that is an attribute.</summary>
    public PickleFields Nested(string name, string expectedType)
        => Of(Any(name) as PickleObject ?? throw Bad(name, $"is not a {expectedType}"), $"{path}.{name}", expectedType);

    /// <summary>The attributes of an object found elsewhere in this one.</summary>
    public PickleFields Of(PickleObject instance, string place, string expectedType)
        => instance.Type.Name == expectedType
            ? new PickleFields(instance.Attributes, file, place, expectedType, budget)
            : throw new ModelFormatException($"{file}, {place}: is a {instance.Type.Name}; expected a {expectedType}.");

    /// <summary>To be called before so many numbers are made of the file's.</summary>
    public void Charge(long count)
    {
        if (!budget.Take(count))
        {
            throw new ModelFormatException($"{file}, {path}: refers to many more numbers than the file holds, or to more than {ImportLimits.PickleNumbers}.");
        }
    }

    /// <summary>An error about an attribute.</summary>
    public ModelFormatException Bad(string name, string what)
        => new($"{file}, {path}: {type}'s attribute '{name}' {what}. Expected what scikit-learn 1.2 and XGBoost 1.7 write for a fitted {type}.");
}

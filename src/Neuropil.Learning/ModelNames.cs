using System.Globalization;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;

namespace Neuropil.Learning;

/// <summary>The names that a classifier knows for its columns and its classes, and their fields in its file.</summary>
internal sealed record ModelNames
{
    private const string ClassField = "classNames";

    private ModelNames(FeatureNames features, string[]? classes)
    {
        Features = features;
        Classes = classes;
    }

    public static ModelNames None { get; } = new(FeatureNames.Unknown, null);

    /// <summary>The columns' names.</summary>
    public FeatureNames Features { get; }

    /// <summary>The classes' names; null where they are numbers only.</summary>
    public string[]? Classes { get; }

    public ModelNames WithFeatures(FeatureNames features, int featureCount)
    {
        ArgumentNullException.ThrowIfNull(features);
        return new ModelNames(features.For(featureCount), Classes);
    }

    public ModelNames WithClasses(IReadOnlyList<string> classes, int classCount)
    {
        ArgumentNullException.ThrowIfNull(classes);
        string? problem = Problem(classes, classCount);
        return problem is null ? new ModelNames(Features, [.. classes]) : throw new ArgumentException(problem, nameof(classes));
    }

    /// <summary>The classes' names, or their numbers as text.</summary>
    public IReadOnlyList<string> ClassNames(ReadOnlySpan<int> classes)
    {
        if (Classes is not null)
        {
            return Classes;
        }

        string[] numbers = new string[classes.Length];
        for (int index = 0; index < numbers.Length; index++)
        {
            numbers[index] = classes[index].ToString(CultureInfo.InvariantCulture);
        }

        return numbers;
    }

    public void Write(ModelWriter writer)
    {
        Features.Write(writer);
        if (Classes is not null)
        {
            writer.Texts(ClassField, Classes);
        }
    }

    public static ModelNames Read(ModelReader reader, int featureCount, int classCount)
    {
        FeatureNames features = FeatureNames.Read(reader, featureCount);
        string[]? classes = reader.Has(ClassField) ? reader.Texts(ClassField) : null;
        return classes is not null && Problem(classes, classCount) is string problem
            ? throw reader.Bad(ClassField, "cannot be the model's: " + problem.TrimEnd('.'))
            : new ModelNames(features, classes);
    }

    /// <summary>What keeps texts from being the names of so many classes; null: nothing does.</summary>
    public static string? Problem(IReadOnlyList<string> classes, int classCount)
        => classes.Count != classCount
            ? string.Create(CultureInfo.InvariantCulture, $"There are {classes.Count} names for {classCount} classes; expected a name for every class.")
            : classes.Distinct(StringComparer.Ordinal).Count() != classCount
                ? "Two classes have the same name; expected every name once."
                : null;
}

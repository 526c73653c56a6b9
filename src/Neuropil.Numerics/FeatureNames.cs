using System.Globalization;
using Neuropil.Numerics.Models;

namespace Neuropil.Numerics;

/// <summary>
/// The names of the columns a model was fitted on, where they are known. New points are matched by them, so that the order of columns in a
/// table does not matter; a model without names takes columns by position.
/// </summary>
/// <example>
/// <code>
/// UmapModel model = Umap.Fit(points).WithFeatureNames(FeatureNames.Of("area", "depth", "distance"));
/// Matrix placed = model.Transform(model.FeatureNames.Arrange(newPoints, ["distance", "area", "depth"]));
/// </code>
/// </example>
public sealed class FeatureNames : IEquatable<FeatureNames>
{
    private const string Field = "featureNames";
    private const int MostListed = 10;
    private readonly string[] names;

    private FeatureNames(string[] names) => this.names = names;

    /// <summary>No names: columns are taken by position.</summary>
    public static FeatureNames Unknown { get; } = new([]);

    /// <summary>Whether there are names.</summary>
    public bool AreKnown => names.Length > 0;

    /// <summary>How many names there are; 0 where they are not known.</summary>
    public int Count => names.Length;

    /// <summary>The names in the order of the model's columns; empty where they are not known.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>Names in the order of a model's columns; none: <see cref="Unknown"/>.</summary>
    /// <exception cref="ArgumentException">A name is empty or stands there twice.</exception>
    public static FeatureNames Of(params IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        string[] all = [.. names];
        for (int column = 0; column < all.Length; column++)
        {
            if (string.IsNullOrEmpty(all[column]))
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"The name of column {column} (counted from 0) is empty; expected a name for every column, or none at all."),
                    nameof(names));
            }
        }

        RequireOnce(all, nameof(names));
        return all.Length == 0 ? Unknown : new FeatureNames(all);
    }

    /// <summary>Where the model's columns are among those given.</summary>
    /// <param name="given">The names of the columns given, in their order; null where they have none.</param>
    /// <returns>
    /// For each of the model's columns the index of the column given that has its name; null where the columns are in the model's order
    /// already, and where one of the two sides has no names: then columns go by position.
    /// </returns>
    /// <exception cref="FeatureNamesException">A column of the model is missing, one is given that it does not have, or one is given twice.</exception>
    public int[]? Match(IReadOnlyList<string>? given)
    {
        if (!AreKnown || given is null || names.SequenceEqual(given, StringComparer.Ordinal))
        {
            return null;
        }

        RequireOnce(given, nameof(given));
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        for (int column = 0; column < given.Count; column++)
        {
            places.Add(given[column], column);
        }

        HashSet<string> own = new(names, StringComparer.Ordinal);
        string[] missing = [.. names.Where(name => !places.ContainsKey(name))];
        string[] extra = [.. given.Where(name => !own.Contains(name))];
        return missing.Length == 0 && extra.Length == 0
            ? [.. names.Select(name => places[name])]
            : throw new FeatureNamesException(Mismatch(missing, extra), nameof(given), missing, extra);
    }

    /// <summary>Points with their columns in the model's order.</summary>
    /// <param name="points">m × number of columns given.</param>
    /// <param name="given">The names of their columns; null where they have none.</param>
    /// <returns><paramref name="points"/> itself where nothing has to be moved.</returns>
    /// <exception cref="FeatureNamesException">As <see cref="Match"/>.</exception>
    /// <exception cref="ArgumentException">There are more or fewer names than columns.</exception>
    public Matrix Arrange(Matrix points, IReadOnlyList<string>? given)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (given is not null && given.Count != points.ColumnCount)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"There are {given.Count} names for {points.ColumnCount} columns; expected a name for every column."),
                nameof(given));
        }

        if (Match(given) is not int[] order)
        {
            return points;
        }

        double[] values = new double[points.RowCount * order.Length];
        for (int row = 0; row < points.RowCount; row++)
        {
            ReadOnlySpan<double> source = points.Row(row);
            Span<double> target = values.AsSpan(row * order.Length, order.Length);
            for (int column = 0; column < order.Length; column++)
            {
                target[column] = source[order[column]];
            }
        }

        return new Matrix(points.RowCount, order.Length, values);
    }

    /// <summary>These names, if they can be those of a model of that many columns.</summary>
    /// <param name="columnCount">How many columns the model takes.</param>
    /// <exception cref="ArgumentException">There are more or fewer names than columns.</exception>
    public FeatureNames For(int columnCount)
        => !AreKnown || Count == columnCount
            ? this
            : throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"There are {Count} feature names for a model of {columnCount} columns; expected a name for every column, or none at all."));

    /// <summary>Writes the names, if they are known, as the field <c>featureNames</c>.</summary>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (AreKnown)
        {
            writer.Texts(Field, names);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote; <see cref="Unknown"/> where there is no such field.</summary>
    /// <param name="reader">The model's fields.</param>
    /// <param name="columnCount">How many columns the model takes.</param>
    /// <exception cref="ModelFormatException">The names are not as many as the columns, one is empty, or one stands there twice.</exception>
    public static FeatureNames Read(ModelReader reader, int columnCount)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (!reader.Has(Field))
        {
            return Unknown;
        }

        try
        {
            return Of(reader.Texts(Field)).For(columnCount);
        }
        catch (ArgumentException exception)
        {
            throw reader.Bad(Field, "cannot be the model's: " + exception.Message.TrimEnd('.'));
        }
    }

    /// <inheritdoc/>
    public bool Equals(FeatureNames? other) => other is not null && names.SequenceEqual(other.names, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FeatureNames);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (string name in names)
        {
            hash.Add(name, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    /// <summary>The names with commas between them.</summary>
    public override string ToString() => AreKnown ? ForeignText.Shown(string.Join(", ", names)) : "unknown";

    private static void RequireOnce(IReadOnlyList<string> given, string parameter)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string name in given)
        {
            if (!seen.Add(name))
            {
                throw new FeatureNamesException(
                    $"There are two columns '{ForeignText.Shown(name)}'; expected every name once. Rename one.", parameter, [], [name]);
            }
        }
    }

    private string Mismatch(string[] missing, string[] extra)
    {
        List<string> sentences = [];
        if (missing.Length > 0)
        {
            sentences.Add($"missing: {Listed(missing, extra)}");
        }

        if (extra.Length > 0)
        {
            sentences.Add($"not in the model: {Listed(extra, [])}");
        }

        return $"The columns are not those the model was fitted on; {string.Join("; ", sentences)}. Give the columns {Listed(names, [])}, in any order.";
    }

    private static string Listed(IReadOnlyList<string> listed, string[] candidates)
    {
        IEnumerable<string> first = listed.Take(MostListed).Select(name => NearestName.Of(name, candidates) is string nearest
            ? $"'{ForeignText.Shown(name)}' (is it '{ForeignText.Shown(nearest)}'?)"
            : $"'{ForeignText.Shown(name)}'");
        return string.Join(", ", first)
            + (listed.Count > MostListed ? string.Create(CultureInfo.InvariantCulture, $" and {listed.Count - MostListed} more") : string.Empty);
    }
}

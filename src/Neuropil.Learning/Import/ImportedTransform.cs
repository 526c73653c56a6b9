using System.Globalization;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;

namespace Neuropil.Learning;

/// <summary>An imported RobustScaler or PCA: (point − center), then a linear map.</summary>
/// <param name="Path">Where it stood.</param>
/// <param name="PythonClass">RobustScaler or PCA.</param>
/// <param name="Center">What is taken off, one number a column.</param>
/// <param name="Scale">Scaler: what each column is then divided by. PCA with whitening: what each score is divided by. Else null.</param>
/// <param name="Components">PCA: components × columns. Scaler: null.</param>
/// <param name="FeatureNames">The names of the columns it was fitted on, where the file has them.</param>
public sealed record ImportedTransform(
    string Path, string PythonClass, double[] Center, double[]? Scale, Matrix? Components, FeatureNames FeatureNames)
    : ImportedPiece(Path, PythonClass, FeatureNames)
{
    /// <summary>How many columns points have.</summary>
    public int FeatureCount => Center.Length;

    /// <summary>How many columns transformed points have.</summary>
    public int ResultCount => Components?.RowCount ?? FeatureCount;

    /// <summary>The points transformed.</summary>
    /// <param name="points">m × <see cref="FeatureCount"/>, finite.</param>
    /// <exception cref="ArgumentException">The points have another width.</exception>
    /// <exception cref="NonFiniteValueException">A number is NaN or infinite.</exception>
    public Matrix Transform(Matrix points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.ColumnCount != FeatureCount)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"points has {points.ColumnCount} columns; the imported {PythonClass} was fitted on {FeatureCount}."),
                nameof(points));
        }

        points.RequireFinite(nameof(points));
        int width = ResultCount;
        double[] values = new double[points.RowCount * width];
        double[] centered = new double[FeatureCount];
        for (int row = 0; row < points.RowCount; row++)
        {
            for (int column = 0; column < centered.Length; column++)
            {
                centered[column] = points[row, column] - Center[column];
            }

            Span<double> result = values.AsSpan(row * width, width);
            for (int column = 0; column < width; column++)
            {
                double value = Components is null ? centered[column] : Product(Components.Row(column), centered);
                result[column] = Scale is null ? value : value / Scale[column];
            }
        }

        return new Matrix(points.RowCount, width, values);
    }

    internal void Write(ModelWriter writer)
    {
        writer.Text("class", PythonClass);
        writer.Doubles("center", Center);
        if (Scale is not null)
        {
            writer.Doubles("scale", Scale);
        }

        if (Components is not null)
        {
            writer.Matrix("components", Components);
        }

        FeatureNames.Write(writer);
    }

    internal static ImportedTransform Read(ModelReader reader, string path)
    {
        double[] center = ModelChecks.Finite(reader, "center");
        if (center.Length == 0)
        {
            throw reader.Bad("center", "is empty");
        }

        Matrix? components = reader.Has("components") ? ModelChecks.FiniteMatrix(reader, "components", columns: center.Length) : null;
        double[]? scale = reader.Has("scale") ? ModelChecks.Finite(reader, "scale", components?.RowCount ?? center.Length) : null;
        return components?.RowCount != 0 && scale?.Any(value => !(value > 0)) != true
            ? new ImportedTransform(path, reader.Text("class"), center, scale, components, FeatureNames.Read(reader, center.Length))
            : throw reader.Bad("scale", "holds a number that is not more than 0, or there are no components");
    }

    private static double Product(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double sum = 0;
        for (int index = 0; index < left.Length; index++)
        {
            sum += left[index] * right[index];
        }

        return sum;
    }
}

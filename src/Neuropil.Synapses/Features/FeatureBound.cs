using System.Globalization;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;

namespace Neuropil.Synapses;

/// <summary>The range of one feature.</summary>
/// <param name="Name">The feature.</param>
/// <param name="Transform">What is done to a value before it is compared.</param>
/// <param name="Range">The range of transformed values.</param>
public sealed record FeatureBound(string Name, FeatureTransform Transform, ValueRange Range)
{
    /// <summary>The least value within, in the table's unit.</summary>
    public double Lower => Value(Range.Lower);

    /// <summary>The greatest value within, in the table's unit.</summary>
    public double Upper => Value(Range.Upper);

    /// <summary>In words, that a value lies outside; null where it does not.</summary>
    public string? Violation(double value)
    {
        double transformed = new FeatureRecipe { Name = Name, Transform = Transform }.Transformed(value);
        return Range.Contains(transformed)
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{Name} {value} is outside [{Lower}, {Upper}]");
    }

    internal void Write(ModelWriter writer)
    {
        writer.Text("name", Name);
        writer.Text("transform", Transform.ToString());
        Range.Write(writer);
    }

    internal static FeatureBound Read(ModelReader reader)
        => new(reader.Text("name"), reader.Choice<FeatureTransform>("transform"), ValueRange.Read(reader));

    // The bound as a value of the table.
    private double Value(double transformed) => Transform switch
    {
        FeatureTransform.Identity => transformed,
        FeatureTransform.Log => DeterministicMath.Exp(transformed),
        FeatureTransform.Sqrt => transformed > 0 ? transformed * transformed : 0,
        _ => throw new InvalidOperationException($"There is no transform {Transform}."),
    };
}

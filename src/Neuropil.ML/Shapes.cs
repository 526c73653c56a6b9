using Microsoft.ML;
using Microsoft.ML.Data;

namespace Neuropil.ML;

/// <summary>The shapes of tables that pipelines are checked with before they are fitted; only ML.NET itself can make a shape's column, so a mapping that is never run is asked.</summary>
internal static class Shapes
{
    /// <summary>A shape with a vector column added.</summary>
    public static SchemaShape WithVector(SchemaShape shape, string name, int length)
    {
        SchemaDefinition added = SchemaDefinition.Create(typeof(VectorOutput));
        added[nameof(VectorOutput.Vector)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, length);
        added[nameof(VectorOutput.Vector)].ColumnName = name;
        return With<VectorOutput>(shape, added);
    }

    /// <summary>A shape with a key and a number added.</summary>
    public static SchemaShape WithKeyAndNumber(SchemaShape shape, string keyName, string numberName)
    {
        SchemaDefinition added = SchemaDefinition.Create(typeof(ClusterOutput));
        added[nameof(ClusterOutput.Key)].ColumnType = new KeyDataViewType(typeof(uint), 1);
        added[nameof(ClusterOutput.Key)].ColumnName = keyName;
        added[nameof(ClusterOutput.Number)].ColumnName = numberName;
        return With<ClusterOutput>(shape, added);
    }

    private static SchemaShape With<TOutput>(SchemaShape shape, SchemaDefinition added)
        where TOutput : class, new()
        => new MLContext().Transforms
            .CustomMapping<NoInput, TOutput>((_, _) => { }, contractName: null, SchemaDefinition.Create(typeof(NoInput)), added)
            .GetOutputSchema(shape);

    private sealed class NoInput;

    private sealed class VectorOutput
    {
        public float[] Vector { get; set; } = [];
    }

    private sealed class ClusterOutput
    {
        public uint Key { get; set; }

        public float Number { get; set; }
    }
}

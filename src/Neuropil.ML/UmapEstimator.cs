using Microsoft.ML;
using Neuropil.Numerics;
using Neuropil.Umap;

namespace Neuropil.ML;

/// <summary>Fits UMAP to a vector column and adds each row's place. <see cref="Umap.Umap"/> tells what is computed.</summary>
public sealed class UmapEstimator : IEstimator<UmapTransformer>
{
    private readonly string outputName;
    private readonly string inputName;
    private readonly UmapOptions options;
    private readonly Execution execution;

    /// <summary>An estimator of places.</summary>
    /// <param name="outputColumnName">The column to add: a vector of EmbeddingDimension.</param>
    /// <param name="inputColumnName">The column to read: a vector of Single of known length, finite; null: the output's name.</param>
    /// <param name="options">null: the defaults.</param>
    /// <param name="execution">Threads, cancellation, progress of the fit.</param>
    public UmapEstimator(string outputColumnName, string? inputColumnName = null, UmapOptions? options = null, Execution? execution = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        outputName = outputColumnName;
        inputName = inputColumnName ?? outputColumnName;
        this.options = options ?? UmapOptions.Default;
        this.execution = execution ?? Execution.Default;
    }

    /// <summary>Reads the rows and fits.</summary>
    /// <exception cref="ArgumentException">There is no such column, or its rows cannot be fitted; the message says why.</exception>
    public UmapTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new UmapTransformer(Umap.Umap.Fit(FeatureColumn.Read(input, inputName), options, execution), outputName, inputName);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        FeatureColumn.Require(inputSchema, inputName);
        return Shapes.WithVector(inputSchema, outputName, options.EmbeddingDimension);
    }
}

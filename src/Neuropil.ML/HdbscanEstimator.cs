using Microsoft.ML;
using Neuropil.Hdbscan;
using Neuropil.Numerics;

namespace Neuropil.ML;

/// <summary>Fits HDBSCAN to a vector column and adds each row's cluster. <see cref="Hdbscan.Hdbscan"/> tells what is computed.</summary>
public sealed class HdbscanEstimator : IEstimator<HdbscanTransformer>
{
    private readonly string inputName;
    private readonly HdbscanOptions options;
    private readonly Execution execution;
    private readonly string labelName;
    private readonly string scoreName;

    /// <summary>An estimator of clusters.</summary>
    /// <param name="inputColumnName">The column to read: a vector of Single of known length, finite.</param>
    /// <param name="options">null: the defaults.</param>
    /// <param name="labelColumnName">The column to add: a key, the cluster's number counted from 1, missing for noise.</param>
    /// <param name="scoreColumnName">The column to add: how strongly the row belongs to its cluster, 0 to 1.</param>
    /// <param name="execution">Threads, cancellation, progress of the fit.</param>
    public HdbscanEstimator(
        string inputColumnName = "Features",
        HdbscanOptions? options = null,
        string labelColumnName = "PredictedLabel",
        string scoreColumnName = "Score",
        Execution? execution = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(inputColumnName);
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        ArgumentException.ThrowIfNullOrEmpty(scoreColumnName);
        inputName = inputColumnName;
        this.options = options ?? new HdbscanOptions();
        labelName = labelColumnName;
        scoreName = scoreColumnName;
        this.execution = execution ?? Execution.Default;
    }

    /// <summary>Reads the rows and fits.</summary>
    /// <exception cref="ArgumentException">There is no such column, or its rows cannot be fitted; the message says why.</exception>
    public HdbscanTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new HdbscanTransformer(Hdbscan.Hdbscan.Fit(FeatureColumn.Read(input, inputName), options, execution), inputName, labelName, scoreName);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        FeatureColumn.Require(inputSchema, inputName);
        return Shapes.WithKeyAndNumber(inputSchema, labelName, scoreName);
    }
}

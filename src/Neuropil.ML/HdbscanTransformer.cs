using Microsoft.ML;
using Microsoft.ML.Data;
using Neuropil.Hdbscan;
using Neuropil.Numerics;

namespace Neuropil.ML;

/// <summary>Adds the clusters of rows under a fitted HDBSCAN model.</summary>
public sealed class HdbscanTransformer : RowTransformer<HdbscanTransformer.Membership>
{
    /// <summary>A transformer of a model that is fitted, or was loaded.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputColumnName">The column to read.</param>
    /// <param name="labelColumnName">The key column to add.</param>
    /// <param name="scoreColumnName">The column of membership strengths to add.</param>
    public HdbscanTransformer(HdbscanModel model, string inputColumnName = "Features", string labelColumnName = "PredictedLabel", string scoreColumnName = "Score")
        : base(inputColumnName, WidthOf(model), Label(labelColumnName, model.ClusterCount), Score(scoreColumnName))
        => Model = model;

    /// <summary>The fitted model.</summary>
    public HdbscanModel Model { get; }

    private protected override Membership[] ResultsOf(Matrix points)
    {
        HdbscanPrediction prediction = Model.Predict(points);
        Membership[] results = new Membership[points.RowCount];
        for (int row = 0; row < results.Length; row++)
        {
            int label = prediction.Labels[row];
            results[row] = new Membership(label == ClusterLabel.Noise ? 0 : (uint)label + 1, (float)prediction.MembershipStrengths[row]);
        }

        return results;
    }

    private static AddedColumn<Membership> Label(string name, int clusterCount)
        => new(name, new KeyDataViewType(typeof(uint), Math.Max(1, clusterCount)), result => new ValueGetter<uint>((ref uint value) => value = result().Key));

    private static AddedColumn<Membership> Score(string name)
        => new(name, NumberDataViewType.Single, result => new ValueGetter<float>((ref float value) => value = result().Strength));

    private static int WidthOf(HdbscanModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.ColumnCount;
    }

    /// <summary>What the model says of a row.</summary>
    /// <param name="Key">The cluster's number counted from 1; 0, which is a missing key: noise.</param>
    /// <param name="Strength">How strongly the row belongs to it, 0 to 1.</param>
    public sealed record Membership(uint Key, float Strength);
}

namespace Neuropil.Hdbscan.Tests;

using Neuropil.Hdbscan;
using Neuropil.Numerics;

/// <summary>The README's example, word for word between the marks.</summary>
internal static class ReadmeExample
{
    public static void Run(IReadOnlyList<double[]> rows, Matrix newPoints, string path)
    {
        // begin
        Matrix points = Matrix.FromRows(rows);
        HdbscanOptions options = new() { MinClusterSize = 15, MinSamples = 5 };
        HdbscanModel model = Hdbscan.Fit(points, options);
        for (int row = 0; row < model.PointCount; row++)
        {
            Console.WriteLine($"{row}: cluster {model.Labels[row]}, strength {model.MembershipStrengths[row]:F2}, outlier score {model.OutlierScores[row]:F2}");
        }
        HdbscanPrediction prediction = model.Predict(newPoints);
        using FileStream file = File.Create(path);
        model.Save(file);
        // end
        Assert.Equal(newPoints.RowCount, prediction.Labels.Length);
    }
}

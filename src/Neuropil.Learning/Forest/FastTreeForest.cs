using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>
/// Has Microsoft.ML.FastTree grow one forest a class against the rest and takes the trees over into our own, so that its assemblies are loaded for
/// training only, and only where they are asked for. Its calibration is left out: it is fitted with platform maths.
/// </summary>
internal static class FastTreeForest
{
    private const int MostLeaves = 1024;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ForestTree[] Grow(Matrix points, ClassCodes coding, RandomForestOptions options, Execution execution)
    {
        List<ForestTree> trees = [];
        try
        {
            for (int label = 0; label < coding.Classes.Length; label++)
            {
                execution.Cancellation.ThrowIfCancellationRequested();
                trees.AddRange(GrowAgainstRest(points, coding, label, options, execution));
                execution.Report("forest", (label + 1.0) / coding.Classes.Length);
            }
        }
        catch (Exception failure) when (LacksNativeLibrary(failure))
        {
            throw new PlatformNotSupportedException(
                $"Microsoft.ML.FastTree cannot train here: its native library is not there for {System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier}. Use {nameof(ForestTrainer)}.{nameof(ForestTrainer.Gini)}; trained models load and predict everywhere.",
                failure);
        }

        return [.. trees];
    }

    private sealed class Row
    {
        public bool Label { get; set; }

        public float[] Features { get; set; } = [];
    }

    private static IEnumerable<ForestTree> GrowAgainstRest(
        Matrix points, ClassCodes coding, int label, RandomForestOptions options, Execution execution)
    {
        MLContext context = new((int)KeyedRandom.Hash((ulong)options.Seed));
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, points.ColumnCount);
        IDataView data = context.Data.LoadFromEnumerable(Rows(points, coding, label), schema);
        double featureCount = options.FeaturesPerSplit ?? Math.Max(1, Math.Floor(Math.Sqrt(points.ColumnCount)));
        FastForestBinaryTrainer trainer = context.BinaryClassification.Trainers.FastForest(new FastForestBinaryTrainer.Options
        {
            NumberOfTrees = options.TreeCount,
            NumberOfLeaves = options.MaxDepth is int depth and < 10 ? 1 << depth : MostLeaves,
            MinimumExampleCountPerLeaf = options.MinLeafSize ?? Math.Clamp(points.RowCount / 50, 1, 10),
            FeatureFractionPerSplit = featureCount / points.ColumnCount,
            FeatureFraction = 1,
            Seed = (int)KeyedRandom.Hash((ulong)options.Seed),
            FeatureSelectionSeed = (int)KeyedRandom.Hash((ulong)options.Seed + 1),
            NumberOfThreads = execution.ThreadCount,
        });
        return trainer.Fit(data).Model.TrainedTreeEnsemble.Trees.Select(tree => TakeOver(tree, label, coding.Classes.Length));
    }

    private static IEnumerable<Row> Rows(Matrix points, ClassCodes coding, int label)
    {
        for (int row = 0; row < points.RowCount; row++)
        {
            float[] features = new float[points.ColumnCount];
            for (int column = 0; column < features.Length; column++)
            {
                features[column] = (float)points[row, column];
            }

            yield return new Row { Label = coding.Codes[row] == label, Features = features };
        }
    }

    /// <summary>There, splits and leaves are numbered apart and a child below 0 is the complement of a leaf; here, leaves stand behind the splits. Its leaves hold the mean of
    /// labels −1 and 1; ours hold shares.</summary>
    private static ForestTree TakeOver(RegressionTreeBase tree, int label, int classCount)
    {
        int splitCount = tree.NumberOfNodes;
        int leafCount = tree.NumberOfLeaves;
        int[] feature = new int[splitCount + leafCount];
        double[] threshold = new double[splitCount + leafCount];
        int[] left = new int[splitCount + leafCount];
        int[] right = new int[splitCount + leafCount];
        double[] shares = new double[leafCount * classCount];
        for (int split = 0; split < splitCount; split++)
        {
            feature[split] = tree.NumericalSplitFeatureIndexes[split];
            threshold[split] = tree.NumericalSplitThresholds[split];
            left[split] = Place(tree.LeftChild[split], splitCount);
            right[split] = Place(tree.RightChild[split], splitCount);
        }

        for (int leaf = 0; leaf < leafCount; leaf++)
        {
            feature[splitCount + leaf] = ForestTree.Leaf;
            left[splitCount + leaf] = leaf;
            shares[(leaf * classCount) + label] = Math.Clamp((tree.LeafValues[leaf] + 1) / 2, 0, 1);
        }

        return new ForestTree { Feature = feature, Threshold = threshold, Left = left, Right = right, Shares = shares };
    }

    private static int Place(int child, int splitCount) => child >= 0 ? child : splitCount + ~child;

    private static bool LacksNativeLibrary(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            if (failure is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
            {
                return true;
            }
        }

        return false;
    }
}

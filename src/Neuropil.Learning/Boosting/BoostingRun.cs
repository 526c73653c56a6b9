using System.Numerics;
using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>One fit: margins and gradients over all rounds. The trees of one round do not depend on each other and grow side by side.</summary>
internal sealed class BoostingRun
{
    private readonly SingleTable table;
    private readonly ClassCodes coding;
    private readonly float[]? weights;
    private readonly float positiveWeight;
    private readonly BoostingObjective objective;
    private readonly GradientBoostingOptions options;
    private readonly Execution execution;
    private readonly int outputCount;
    private readonly float[][] margins;
    private readonly GradientPair[][] gradients;
    private readonly ITreeGrower[] growers;

    public BoostingRun(
        SingleTable table, ClassCodes coding, float[]? weights, BoostingObjective objective, GradientBoostingOptions options, Execution execution)
    {
        this.table = table;
        this.coding = coding;
        this.weights = weights;
        this.objective = objective;
        this.options = options;
        positiveWeight = (float)options.PositiveWeight;
        this.execution = execution;
        outputCount = objective == BoostingObjective.BinaryLogistic ? 1 : coding.Classes.Length;
        margins = new float[outputCount][];
        gradients = new GradientPair[outputCount][];
        for (int output = 0; output < outputCount; output++)
        {
            margins[output] = new float[table.RowCount];
            margins[output].AsSpan().Fill(GradientBoostingModel.BaseMarginOf(objective, (float)options.BaseScore));
            gradients[output] = new GradientPair[table.RowCount];
        }

        growers = Growers();
    }

    public GradientBoostingModel Train(EvaluationWatch? watch)
    {
        int[] allRows = [.. Enumerable.Range(0, table.RowCount)];
        List<RegressionTree> trees = new(options.RoundCount * outputCount);
        RegressionTree[] round = new RegressionTree[outputCount];
        watch?.Begin(outputCount, GradientBoostingModel.BaseMarginOf(objective, (float)options.BaseScore));
        for (int number = 0; number < options.RoundCount; number++)
        {
            ComputeGradients();
            Blocks.For(outputCount, 1, execution, (output, _) => round[output] = GrowTree(output, (number * outputCount) + output, allRows));
            trees.AddRange(round);
            execution.Report("boosting", (number + 1.0) / options.RoundCount);
            if (watch is not null && watch.SaysStop(round, number))
            {
                break;
            }
        }

        if (watch is not null && options.EarlyStoppingRounds is not null)
        {
            trees.RemoveRange((watch.BestRound + 1) * outputCount, trees.Count - ((watch.BestRound + 1) * outputCount));
        }

        return new GradientBoostingModel(
            coding.Classes,
            table.ColumnCount,
            objective,
            (float)options.BaseScore,
            [.. trees],
            options.MissingValues)
        {
            EvaluationLosses = watch?.Losses.ToArray() ?? [],
        };
    }

    private ITreeGrower[] Growers()
    {
        SortedColumns columns = SortedColumns.Of(table, execution);
        if (options.TreeMethod == TreeMethod.Exact)
        {
            return ForEachOutput(() => new ExactTreeGrower(columns, table.RowCount, options));
        }

        BinCuts bins = BinCuts.Of(columns, table.RowCount, weights, options.MaxBinCount, execution);
        return bins.HighestBin <= byte.MaxValue ? HistogramGrowers<byte>(columns, bins) : HistogramGrowers<ushort>(columns, bins);
    }

    private ITreeGrower[] HistogramGrowers<TBin>(SortedColumns columns, BinCuts bins)
        where TBin : unmanaged, IBinaryInteger<TBin>
    {
        BinnedTable<TBin> binned = new(columns, table.RowCount, bins, execution);
        return ForEachOutput(() => new HistogramTreeGrower<TBin>(binned, options));
    }

    private ITreeGrower[] ForEachOutput(Func<ITreeGrower> grower) => [.. Enumerable.Range(0, outputCount).Select(_ => grower())];

    private void ComputeGradients()
    {
        if (objective == BoostingObjective.BinaryLogistic)
        {
            Objective.LogisticGradients(margins[0], coding.Codes, weights, positiveWeight, gradients[0], execution);
        }
        else
        {
            Objective.SoftmaxGradients(margins, coding.Codes, weights, gradients, execution);
        }
    }

    private RegressionTree GrowTree(int output, int tree, int[] allRows)
    {
        int[] features = GradientBoosting.SampledFeatures(table.ColumnCount, tree, options);
        int[] rows = options.Subsample < 1 ? GradientBoosting.SampledRows(table.RowCount, tree, options) : allRows;
        RegressionTree grown = growers[output].Grow(gradients[output], rows, features, margins[output], execution);
        if (rows.Length < table.RowCount)
        {
            AddToUnseenRows(grown, rows, margins[output]);
        }

        return grown;
    }

    private void AddToUnseenRows(RegressionTree tree, int[] seen, float[] outputMargins)
    {
        int next = 0;
        for (int row = 0; row < table.RowCount; row++)
        {
            if (next < seen.Length && seen[next] == row)
            {
                next++;
                continue;
            }

            outputMargins[row] += tree.Output(table.Row(row));
        }
    }
}

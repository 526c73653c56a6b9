namespace Neuropil.Learning;


/// <summary>Follows the loss of an evaluation set over the rounds.</summary>
internal sealed class EvaluationWatch
{
    private readonly SingleTable table;
    private readonly int[] codes;
    private readonly float[]? weights;
    private readonly int? patience;
    private float[] margins = [];
    private int outputCount;

    public EvaluationWatch(EvaluationSet evaluation, ClassCodes coding, int columnCount, GradientBoostingOptions options)
    {
        if (evaluation.Points.ColumnCount != columnCount || evaluation.Points.RowCount == 0)
        {
            throw new ArgumentException(
                $"The evaluation set has {evaluation.Points.RowCount} rows and {evaluation.Points.ColumnCount} columns; expected at least one row and {columnCount} columns.",
                nameof(evaluation));
        }

        table = SingleTable.From(evaluation.Points, options.MissingValues, nameof(evaluation));
        codes = Encode(evaluation.Labels, coding.Classes);
        weights = GradientBoosting.CheckedWeights(evaluation.Weights is null ? [] : [.. evaluation.Weights], table.RowCount, nameof(evaluation));
        patience = options.EarlyStoppingRounds;
    }

    public List<double> Losses { get; } = [];

    public int BestRound { get; private set; }

    public void Begin(int outputs, float baseMargin)
    {
        outputCount = outputs;
        margins = new float[table.RowCount * outputs];
        margins.AsSpan().Fill(baseMargin);
    }

    public bool SaysStop(RegressionTree[] round, int number)
    {
        for (int row = 0; row < table.RowCount; row++)
        {
            for (int output = 0; output < outputCount; output++)
            {
                margins[(row * outputCount) + output] += round[output].Output(table.Row(row));
            }
        }

        Losses.Add(Objective.LogLoss(margins, outputCount, codes, weights));
        if (Losses[number] < Losses[BestRound])
        {
            BestRound = number;
        }

        return patience is int rounds && number - BestRound >= rounds;
    }

    private int[] Encode(IReadOnlyList<int> labels, int[] classes)
    {
        if (labels.Count != table.RowCount)
        {
            throw new ArgumentException($"The evaluation set has {labels.Count} labels for {table.RowCount} rows; expected one a row.", "evaluation");
        }

        int[] encoded = new int[labels.Count];
        for (int row = 0; row < encoded.Length; row++)
        {
            encoded[row] = Array.BinarySearch(classes, labels[row]);
            if (encoded[row] < 0)
            {
                throw new ArgumentException(
                    $"The evaluation set's label of row {row} is {labels[row]}, which training has not seen; expected one of {string.Join(", ", classes)}.",
                    "evaluation");
            }
        }

        return encoded;
    }
}

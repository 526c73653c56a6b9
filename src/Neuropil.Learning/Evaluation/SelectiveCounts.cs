namespace Neuropil.Learning;

/// <summary>Pairs of truth and answer as codes, and the scores of any choice of rows. A rejection is an answer with a code of its own.</summary>
internal sealed class SelectiveCounts
{
    private readonly int[] expected;
    private readonly int[] answered;
    private readonly int[] judged;

    /// <param name="truth">The true labels.</param>
    /// <param name="answers">As many.</param>
    /// <param name="rejectedAs">The label that a rejection stands for where all rows are judged; null: none, a rejection is always wrong.</param>
    public SelectiveCounts(ReadOnlySpan<int> truth, Answers answers, int? rejectedAs)
    {
        List<int> all = [.. truth];
        for (int row = 0; row < answers.Count; row++)
        {
            all.Add(answers.Rejected[row] ? truth[row] : answers.Labels[row]);
        }

        ClassCodes coded = ClassCodes.Of([.. all]);
        Classes = coded.Classes;
        expected = coded.Codes[..truth.Length];
        answered = coded.Codes[truth.Length..];
        int stands = rejectedAs is int label ? Array.BinarySearch(Classes, label) : -1;
        judged = [.. answered];
        for (int row = 0; row < answers.Count; row++)
        {
            if (answers.Rejected[row])
            {
                answered[row] = Rejection;
                judged[row] = stands >= 0 ? stands : Rejection;
            }
        }
    }

    /// <summary>The labels that occur, ascending.</summary>
    public int[] Classes { get; }

    /// <summary>The code of a rejection.</summary>
    public int Rejection => Classes.Length;

    public int RowCount => expected.Length;

    public SelectiveConfusion Confusion()
    {
        int[][] counts = [.. Classes.Select(_ => new int[Classes.Length + 1])];
        for (int row = 0; row < RowCount; row++)
        {
            counts[expected[row]][answered[row]]++;
        }

        return new SelectiveConfusion([.. Classes], [.. counts.Select(own => own[..Rejection])], [.. counts.Select(own => own[Rejection])]);
    }

    public bool IsRejected(int row) => answered[row] == Rejection;

    /// <summary>The scores of some rows, a rejection being a wrong answer or the label it stands for.</summary>
    public SelectiveScores OfAll(ReadOnlySpan<int> rows) => Scores(rows, judged, skipRejected: false)!;

    /// <summary>The scores of those among some rows that were answered; null: none was.</summary>
    public SelectiveScores? OfAssigned(ReadOnlySpan<int> rows) => Scores(rows, answered, skipRejected: true);

    private SelectiveScores? Scores(ReadOnlySpan<int> rows, int[] answers, bool skipRejected)
    {
        int[] support = new int[Classes.Length + 1];
        int[] given = new int[Classes.Length + 1];
        int[] right = new int[Classes.Length + 1];
        int rowCount = 0;
        foreach (int row in rows)
        {
            if (skipRejected && answers[row] == Rejection)
            {
                continue;
            }

            rowCount++;
            support[expected[row]]++;
            given[answers[row]]++;
            right[expected[row]] += expected[row] == answers[row] ? 1 : 0;
        }

        return rowCount == 0 ? null : Scores(rowCount, support, given, right);
    }

    private SelectiveScores Scores(int rowCount, int[] support, int[] given, int[] right)
    {
        List<ClassScores> classes = [];
        double byChance = 0;
        for (int code = 0; code < Classes.Length; code++)
        {
            byChance += (double)support[code] * given[code];
            if (support[code] > 0)
            {
                classes.Add(new ClassScores(
                    Classes[code],
                    given[code] > 0 ? (double)right[code] / given[code] : 0,
                    (double)right[code] / support[code],
                    2.0 * right[code] / (support[code] + given[code]),
                    support[code]));
            }
        }

        int allRight = right.Sum();
        double total = (double)rowCount * rowCount;
        return new SelectiveScores
        {
            RowCount = rowCount,
            Accuracy = (double)allRight / rowCount,
            MacroAverage = Average(classes, _ => 1),
            WeightedAverage = Average(classes, scores => scores.Support),
            CohensKappa = byChance < total ? (((double)allRight * rowCount) - byChance) / (total - byChance) : null,
            Classes = classes,
        };
    }

    private static AverageScores Average(List<ClassScores> classes, Func<ClassScores, double> weight)
    {
        double precision = 0;
        double recall = 0;
        double f1 = 0;
        double sum = 0;
        foreach (ClassScores scores in classes)
        {
            double own = weight(scores);
            precision += own * scores.Precision;
            recall += own * scores.Recall;
            f1 += own * scores.F1;
            sum += own;
        }

        return new AverageScores(precision / sum, recall / sum, f1 / sum);
    }
}

using System.Globalization;
using Neuropil.Learning;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>Answers of all learners to held-out synapses as tables: row by row, and counted.</summary>
internal static class AnswerTables
{
    public const string Model = "Model";
    public const string Predicted = "Predicted";

    /// <summary>A row a learner and synapse.</summary>
    /// <param name="keys">The synapses.</param>
    /// <param name="folds">The fold that each was held out in; null: there are none.</param>
    /// <param name="expected">Their clusters.</param>
    /// <param name="answers">What each learner says of them.</param>
    public static Table Rows(IReadOnlyList<SynapseKey> keys, IReadOnlyList<int>? folds, int[] expected, IReadOnlyDictionary<LearnerKind, RowAnswers> answers)
    {
        LearnerKind[] kinds = [.. LearnerKinds.All.Where(answers.ContainsKey)];
        T[] Each<T>(Func<RowAnswers, int, T> cell) => [.. kinds.SelectMany(kind => Enumerable.Range(0, keys.Count).Select(row => cell(answers[kind], row)))];

        return new Table([
            TableColumn.Texts(Model, [.. kinds.SelectMany(kind => Enumerable.Repeat(kind.ShortName(), keys.Count))]),
            .. folds is null ? Array.Empty<TableColumn>() : [TableColumn.Integers("Fold", Each((_, row) => folds[row]))],
            TableColumn.Texts(GroupTable.NeuronId, Each((_, row) => keys[row].NeuronId)),
            TableColumn.Texts(GroupTable.SynType, Each((_, row) => keys[row].SynType)),
            TableColumn.Texts(GroupTable.SynId, Each((_, row) => keys[row].SynId)),
            TableColumn.Integers(ClusterStage.Cluster, Each((_, row) => expected[row])),
            TableColumn.Integers(Predicted, Each((own, row) => own.Labels[row])),
            TableColumn.Texts(PredictionTable.Status, Each((own, row) => own.StatusOf(row))),
            TableColumn.Numbers(PredictionTable.Probability, Each((own, row) => own.Probabilities[row])),
            TableColumn.Numbers(PredictionTable.Decision, Each((own, row) => own.Decisions[row])),
        ]);
    }

    /// <summary>How often each cluster was taken for each: a row a learner, cluster and answer, rejections an answer of their own.</summary>
    public static Table Confusion(int[] expected, IReadOnlyDictionary<LearnerKind, RowAnswers> answers)
    {
        List<(string Model, int Cluster, string Predicted, int Count)> rows = [];
        foreach (LearnerKind kind in LearnerKinds.All.Where(answers.ContainsKey))
        {
            SelectiveConfusion confusion = SelectiveReport.Of(expected, answers[kind].Answers).Confusion;
            for (int code = 0; code < confusion.Classes.Count; code++)
            {
                for (int other = 0; other < confusion.Classes.Count; other++)
                {
                    rows.Add((kind.ShortName(), confusion.Classes[code], confusion.Classes[other].ToString(CultureInfo.InvariantCulture), confusion.Counts[code][other]));
                }

                rows.Add((kind.ShortName(), confusion.Classes[code], PredictionTable.Text(PredictionStatus.Rejected), confusion.Rejected[code]));
            }
        }

        return new Table(
            TableColumn.Texts(Model, [.. rows.Select(row => row.Model)]),
            TableColumn.Integers(ClusterStage.Cluster, [.. rows.Select(row => row.Cluster)]),
            TableColumn.Texts(Predicted, [.. rows.Select(row => row.Predicted)]),
            TableColumn.Integers("Count", [.. rows.Select(row => row.Count)]));
    }
}

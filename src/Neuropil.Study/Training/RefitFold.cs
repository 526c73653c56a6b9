using System.Text.Json.Nodes;
using Neuropil.Learning;
using Neuropil.Numerics;
using Neuropil.Synapses;

namespace Neuropil.Study;

using Neuropil.Hdbscan;
using Neuropil.Umap;

/// <summary>One fold of the honest estimate.</summary>
internal sealed class RefitFold
{
    /// <summary>The clusters, found on all synapses, of the held-out synapses that are scored.</summary>
    public required int[] Expected { get; init; }

    /// <summary>The held-out synapses that are scored, as rows among the group's.</summary>
    public required int[] Rows { get; init; }

    /// <summary>What each learner predicted for them, in the numbers of the clusters found on all synapses.</summary>
    public required IReadOnlyDictionary<LearnerKind, RowAnswers> Predicted { get; init; }

    /// <summary>The learner set, or chosen inside the fold's training part.</summary>
    public required LearnerKind Chosen { get; init; }

    /// <summary>How many held-out synapses sit on a neuron that the fold leaves too few synapses of.</summary>
    public required int UnscoredCount { get; init; }

    public required int TrainingCount { get; init; }

    public required int[] Matches { get; init; }

    public required double Agreement { get; init; }

    public static RefitFold Run(RefitData data, Fold fold, EvaluateStage.Options options, Execution execution)
    {
        GroupSettings group = options.Group;
        HashSet<int> held = [.. fold.TestRows.Select(row => data.Rows[row])];
        NeuronAlignment alignment = Align(data.Neighborhood.Rows([.. Enumerable.Range(0, data.Neighborhood.Count).Where(row => !held.Contains(row))]), options.Align);
        int[] training = [.. fold.TrainingRows.Where(row => alignment.Knows(data.Synapses.Neurons[row]))];
        int[] known = [.. fold.TestRows.Where(row => alignment.Knows(data.Synapses.Neurons[row]))];
        int[] test = [.. known.Where(row => !group.Train.DropNoise || data.Clusters[row] != FileLabels.Noise)];
        SynapseTable trainingSynapses = data.Synapses.Rows(training);
        FeatureSpace space = FeatureSpace.Fit(alignment, trainingSynapses, options.Features);
        UmapModel umap = Umap.Fit(space.Transform(trainingSynapses), EmbedStage.OptionsOf(group.Embed, options.Seed), execution);
        HdbscanModel hdbscan = Hdbscan.Fit(umap.Embedding, ClusterStage.OptionsOf(group.Cluster.For(training.Length)), execution);
        int[] found = Array.ConvertAll(hdbscan.Labels.ToArray(), FileLabels.Of);
        int[] matches = ClusterMatching.ByOverlap(found, Array.ConvertAll(training, row => data.Clusters[row]));

        Matrix heldOut = test.Length == 0
            ? new Matrix(0, umap.Embedding.ColumnCount, [])
            : umap.Transform(space.Transform(data.Synapses.Rows(test)), execution);
        LabelledEmbedding own = new(umap.Embedding, found);
        return new RefitFold
        {
            Rows = test,
            Expected = Array.ConvertAll(test, row => data.Clusters[row]),
            Predicted = LearnerKinds.All.ToDictionary(
                kind => kind, kind => Predict(kind, own, heldOut, group.Train, options.Seed, execution, matches)),
            Chosen = Choose(own, group.Train, options.Seed, execution),
            UnscoredCount = fold.TestRows.Length - known.Length,
            TrainingCount = training.Length,
            Matches = matches,
            Agreement = Share(training.Length, row => ClusterMatching.Translate(found[row], matches) == data.Clusters[training[row]]),
        };
    }

    public JsonObject Described()
        => new()
        {
            ["trainingRows"] = TrainingCount,
            ["testRows"] = Expected.Length,
            ["clusters"] = Matches.Length,
            ["matchedTo"] = MetricsJson.Numbers(Matches),
            ["agreementOnTrainingRows"] = Agreement,
            ["model"] = Chosen.ShortName(),
        };

    /// <summary>The frame of every neuron that has synapses enough; one that is centred for want of them would be turned with the others.</summary>
    public static NeuronAlignment Align(SynapseTable synapses, AlignMode mode)
    {
        NeuronAlignment alignment = NeuronAlignment.Fit(synapses, mode);
        return mode == AlignMode.Pca ? alignment.Only(neuron => alignment.Of(neuron)!.IsTurned) : alignment;
    }

    private static RowAnswers Predict(
        LearnerKind kind, LabelledEmbedding training, Matrix heldOut, TrainSettings settings, long seed, Execution execution, int[] matches)
    {
        if (heldOut.RowCount == 0)
        {
            return RowAnswers.Constant(FileLabels.Noise, 0);
        }

        LabelledEmbedding learnt = Learnt(training, settings);
        RowAnswers answers = learnt.Labels.Distinct().Count() < 2
            ? RowAnswers.Constant(learnt.Labels.FirstOrDefault(FileLabels.Noise), heldOut.RowCount)
            : RowAnswers.Of(GuardedClassifier.Fit(learnt.Points, learnt.Labels, settings.OptionsOf(kind, seed), execution).Predict(heldOut, execution));
        return answers.Translated(label => ClusterMatching.Translate(label, matches));
    }

    private static LearnerKind Choose(LabelledEmbedding training, TrainSettings settings, long seed, Execution execution)
    {
        LabelledEmbedding learnt = Learnt(training, settings);
        return settings.Model
            ?? (learnt.Labels.Distinct().Count() < 2
                ? LearnerKind.Knn
                : ModelChoice.ByCrossValidation(learnt.Points, learnt.Labels, settings, seed, execution).Kind);
    }

    private static LabelledEmbedding Learnt(LabelledEmbedding training, TrainSettings settings)
        => settings.DropNoise
            ? training.Rows([.. Enumerable.Range(0, training.Labels.Length).Where(row => training.Labels[row] != FileLabels.Noise)])
            : training;

    private static double Share(int count, Func<int, bool> holds) => count == 0 ? 0 : (double)Enumerable.Range(0, count).Count(holds) / count;
}

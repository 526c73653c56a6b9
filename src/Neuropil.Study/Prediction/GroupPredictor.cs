using Neuropil.Learning;
using Neuropil.Numerics;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

using Neuropil.Umap;

/// <summary>
/// Everything that assigns new synapses to the clusters of a group: the neurons' frames, the group's feature space, UMAP transform, one-class
/// SVM, classifier, and the training synapses around. What it says of a synapse depends on that synapse alone.
/// </summary>
internal sealed class GroupPredictor
{
    private readonly string group;
    private readonly SynapseCondition condition;
    private readonly int dimension;
    private readonly Fitted? fitted;

    private GroupPredictor(string group, SynapseCondition condition, int dimension, Fitted? fitted)
    {
        this.group = group;
        this.condition = condition;
        this.dimension = dimension;
        this.fitted = fitted;
    }

    /// <summary>Whether the group has models; one that was skipped has none.</summary>
    public bool IsFitted => fitted is not null;

    /// <summary>Puts a group's pieces together.</summary>
    /// <param name="group">The group.</param>
    /// <param name="columns">What the study's columns are called.</param>
    /// <param name="space">The group's feature space, with the frames of all neurons that may come.</param>
    /// <param name="umap">The group's embedding.</param>
    /// <param name="model">The group's SVM and classifier.</param>
    /// <param name="clusters">The group's clusters, with the embedding.</param>
    /// <param name="features">The group's training vectors.</param>
    /// <param name="execution">Never changes the result.</param>
    public static GroupPredictor Of(
        SynapseGroup group, SynapseColumns columns, FeatureSpace space, UmapModel umap, GuardedClassifier model, Table clusters, Matrix features, Execution execution)
    {
        LabelledEmbedding training = LabelledEmbedding.Of(clusters, dropNoise: false);
        return new GroupPredictor(
            group.Name,
            SynapseCondition.Of(group.Condition, columns),
            umap.Options.EmbeddingDimension,
            new Fitted(space, umap, model, TrainingNeighborhood.Of(training.Points, training.Labels, features, execution)));
    }

    /// <summary>A group that was skipped: it answers nothing.</summary>
    public static GroupPredictor Skipped(SynapseGroup group, SynapseColumns columns, int dimension)
        => new(group.Name, SynapseCondition.Of(group.Condition, columns), dimension, null);

    /// <summary>The group's synapses among these.</summary>
    public int[] Members(SynapseTable synapses)
    {
        bool[] isMember = condition.Evaluate(synapses);
        return [.. Enumerable.Range(0, isMember.Length).Where(row => isMember[row])];
    }

    /// <summary>What is told of synapses of the group, one row each, in their order.</summary>
    /// <param name="own">Complete synapses, whose neurons' frames are known; none where the group was skipped.</param>
    /// <param name="flags">What is known to be doubtful of each.</param>
    /// <param name="execution">Never changes the result.</param>
    public Table Predict(SynapseTable own, IReadOnlyList<string> flags, Execution execution)
    {
        if (own.Count == 0 || fitted is null)
        {
            return TableOf(own.Rows([]), new Matrix(0, dimension, []), "", []);
        }

        Matrix features = fitted.Space.Transform(own);
        Matrix embedding = fitted.Umap.Transform(features, execution);
        IReadOnlyList<SynapsePrediction> predictions = fitted.Training.Judge(
            embedding, features, fitted.Model.Predict(embedding, execution), [.. flags.Select(text => text.Length == 0 ? (IReadOnlyList<string>)[] : [text])], execution);
        return TableOf(own, embedding, fitted.Model.Kind.ShortName(), predictions);
    }

    private Table TableOf(SynapseTable synapses, Matrix embedding, string model, IReadOnlyList<SynapsePrediction> predictions)
        => new([
            TableColumn.Texts(GroupTable.NeuronType, synapses.NeuronTypes),
            TableColumn.Texts(GroupTable.NeuronId, synapses.Neurons),
            TableColumn.Texts(GroupTable.SynType, synapses.SynTypes),
            TableColumn.Texts(GroupTable.SynId, synapses.Ids),
            TableColumn.Texts(GroupTable.Group, LabelColumn.Same(group, synapses.Count)),
            .. GroupTable.NumbersOf(GroupTable.EmbeddingNames(embedding.ColumnCount), embedding),
            .. PredictionTable.Columns(predictions, model),
        ]);

    private sealed record Fitted(FeatureSpace Space, UmapModel Umap, GuardedClassifier Model, TrainingNeighborhood Training);
}

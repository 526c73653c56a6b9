using Neuropil.Numerics;
using Neuropil.Tables;

namespace Neuropil.Cli;

/// <summary>A verb that gives new rows their classes by a model that compares distances.</summary>
internal abstract class ClassPredictVerb<TModel> : Verb
{
    /// <summary>How every verb that predicts classes reads its table.</summary>
    public static IReadOnlyList<VerbOption> TableOptions { get; } =
    [
        new("label", "COLUMN", "a column to leave out, as the labels of the training table"),
        .. VerbOption.Table,
        VerbOption.Threads,
        VerbOption.Quiet,
    ];

    public sealed override void Run(Arguments arguments, OutputFiles outputs, CancellationToken cancellation)
    {
        Execution execution = ConsoleProgress.Execution(arguments, cancellation);
        TModel model = Load(arguments.File(0));
        InputTable table = InputTable.Read(arguments, 1);
        Features features = table.Features(NamesOf(model), "label").RequireDistances(arguments.File(1));
        outputs.Write(arguments, "out", Predict(model, features, execution));
    }

    protected abstract TModel Load(string path);

    protected abstract FeatureNames NamesOf(TModel model);

    protected abstract Table Predict(TModel model, Features features, Execution execution);
}

using Neuropil.Learning;
using Neuropil.Numerics;

namespace Neuropil.Cli;

internal sealed class SvmPredictVerb : Verb
{
    public override string Name => "svm predict";

    public override string Summary => "Says of new rows whether they are usual.";

    public override IReadOnlyList<(string Name, string Description)> Files =>
        [("MODEL.json", "a model that svm fit wrote"), ("NEW.csv", "rows with the same columns, in any order")];

    public override IReadOnlyList<VerbOption> Options { get; } =
        [VerbOption.Out("Decision (negative: outlier), Inlier (1 or 0)"), .. VerbOption.Table, VerbOption.Threads, VerbOption.Quiet];

    public override void Run(Arguments arguments, OutputFiles outputs, CancellationToken cancellation)
    {
        Execution execution = ConsoleProgress.Execution(arguments, cancellation);
        OneClassSvmModel model = TableInput.Model(arguments.File(0), OneClassSvmModel.Load, "svm fit");
        InputTable table = InputTable.Read(arguments, 1);
        double[] decisions = model.Decisions(table.Features(model.FeatureNames).RequireDistances(arguments.File(1)).Points, execution);
        outputs.Write(arguments, "out", table.Output(
            table.Numbers("Decision", decisions),
            table.Integers("Inlier", [.. decisions.Select(decision => decision >= 0 ? 1 : 0)])));
    }
}

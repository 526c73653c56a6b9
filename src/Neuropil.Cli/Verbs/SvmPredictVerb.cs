using Neuropil.Learning;
using Neuropil.Numerics;
using Neuropil.Tables;

namespace Neuropil.Cli;

internal sealed class SvmPredictVerb : Verb
{
    public override string Name => "svm predict";

    public override string Summary => "Says of new rows whether they are usual.";

    public override IReadOnlyList<(string Name, string Description)> Files =>
        [("MODEL.json", "a model that svm fit wrote"), ("NEW.csv", "rows with the same columns")];

    public override IReadOnlyList<Option> Options { get; } = [Option.Out("Decision (negative: outlier), Inlier (1 or 0)"), Option.Columns, Option.Threads];

    public override void Run(Arguments arguments, OutputFiles outputs, CancellationToken cancellation)
    {
        Execution execution = ConsoleProgress.Execution(arguments, cancellation);
        OneClassSvmModel model = InputTables.Model(arguments.File(0), OneClassSvmModel.Load);
        double[] decisions = model.Decisions(InputTables.Points(arguments, 1), execution);
        outputs.Write(arguments.Required("out"), new Table(
            TableColumn.Numbers("Decision", decisions),
            TableColumn.Integers("Inlier", [.. decisions.Select(decision => decision >= 0 ? 1 : 0)])));
    }
}

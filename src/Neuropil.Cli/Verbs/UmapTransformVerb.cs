using Neuropil.Numerics;

namespace Neuropil.Cli;

using Neuropil.Umap;

internal sealed class UmapTransformVerb : Verb
{
    public override string Name => "umap transform";

    public override string Summary => "Places new rows in the embedding of a model; each row's place depends on the model and that row alone.";

    public override IReadOnlyList<(string Name, string Description)> Files =>
        [("MODEL.json", "a model that umap fit wrote"), ("NEW.csv", "rows with the same columns")];

    public override IReadOnlyList<Option> Options { get; } = [Option.Out("the places: UMAP_1, UMAP_2, …"), Option.Columns, Option.Threads];

    public override void Run(Arguments arguments, OutputFiles outputs, CancellationToken cancellation)
    {
        Execution execution = ConsoleProgress.Execution(arguments, cancellation);
        UmapModel model = InputTables.Model(arguments.File(0), UmapModel.Load);
        Matrix points = InputTables.Points(arguments, 1);
        outputs.Write(arguments.Required("out"), Columns.Embedding(model.Transform(points, execution)));
    }
}

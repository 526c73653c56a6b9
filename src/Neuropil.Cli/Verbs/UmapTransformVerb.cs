using System.Globalization;
using Neuropil.Numerics;
using Neuropil.Tables;

namespace Neuropil.Cli;

using Neuropil.Umap;

internal sealed class UmapTransformVerb : Verb
{
    public override string Name => "umap transform";

    public override string Summary => "Places new rows in the embedding of a model; each row's place depends on the model and that row alone.";

    public override IReadOnlyList<(string Name, string Description)> Files =>
        [("MODEL.json", "a model that umap fit wrote"), ("NEW.csv", "rows with the same columns, in any order")];

    public override IReadOnlyList<VerbOption> Options { get; } =
    [
        VerbOption.Out("the places: UMAP_1, UMAP_2, …"),
        new("distances", null, "the columns are distances to the model's rows, in their order"),
        .. VerbOption.Table,
        VerbOption.Threads,
        VerbOption.Quiet,
    ];

    public override void Run(Arguments arguments, OutputFiles outputs, CancellationToken cancellation)
    {
        Execution execution = ConsoleProgress.Execution(arguments, cancellation);
        UmapModel model = TableInput.Model(arguments.File(0), UmapModel.Load, "umap fit --model");
        InputTable table = InputTable.Read(arguments, 1);
        Matrix points = table.Features(arguments.Has("distances") ? FeatureNames.Unknown : model.FeatureNames).RequireDistances(arguments.File(1)).Points;
        Matrix places = arguments.Has("distances") ? model.TransformDistances(points, execution) : model.Transform(points, execution);
        outputs.Write(arguments, "out", table.Output(Places(table, places)));
    }

    /// <summary>UMAP_1, UMAP_2, … of an embedding.</summary>
    public static IEnumerable<TableColumn> Places(InputTable table, Matrix embedding)
        => table.Columns(embedding, column => string.Create(CultureInfo.InvariantCulture, $"UMAP_{column + 1}"));
}

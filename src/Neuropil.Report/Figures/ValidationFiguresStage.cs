using System.Text.Json.Nodes;
using Neuropil.Pipeline;
using Neuropil.Tables;

namespace Neuropil.Report;

/// <summary>Draws what Validate found of a group: the stability of its clusters, and their statistics beside data without clusters.</summary>
internal static class ValidationFiguresStage
{
    /// <summary>The stage's name.</summary>
    public const string Stage = "validation-figures";

    /// <param name="Group">The group.</param>
    /// <param name="Index">Its place among the groups.</param>
    public sealed record Options(string Group, int Index);

    public sealed record Inputs(Artifact<Table> Stability, Artifact<Table> Null, Artifact<JsonObject> Validation);

    public sealed record Outputs(Picture Stability, Picture Null);

    public static Unit<Outputs> Create(Options options, Inputs inputs) => Unit.Of(
        new UnitId(Stage, options.Group),
        options,
        inputs,
        new Outputs(Picture.At($"report/figures/{options.Group}-stability"), Picture.At($"report/figures/{options.Group}-null")),
        static (options, context) => Run(options, context));

    private static void Run(Options options, UnitContext<Inputs, Outputs> context)
    {
        IReadOnlyList<ClusterTrust> trust = ValidationTables.Trust(context.Read(context.Inputs.Stability));
        string stable = $"{options.Group}: stability of the clusters, mean Jaccard index over subsamples";
        int offset = ClassPalette.OffsetOf(options.Index);
        context.Outputs.Stability.Write(context, stable, Sheet.Of(
            stable,
            $"Bars of the mean Jaccard index of each cluster of {options.Group} over bands that say what it means.",
            [TrustChart.Of(stable, trust, cluster => Ink.OfClass(offset + cluster))],
            1));
        IReadOnlyList<NullTest> nulls = ValidationTables.Nulls(context.Read(context.Inputs.Null), context.Read(context.Inputs.Validation));
        string beside = $"{options.Group}: beside data without clusters (bars: such data; line: observed)";
        Chart[] panels = [.. nulls.Select(test => Sheet.Titled($"{test.Statistic}, {test.Null}: p = {PageNumber.Short(test.P)}", NullChart.Of(test, options.Group)))];
        context.Outputs.Null.Write(context, beside, Sheet.Of(
            beside, $"Distributions of statistics of {options.Group} over data without clusters, with the observed values.", panels.Length > 0 ? panels : [new Chart(300, 60, "")], 3));
    }
}

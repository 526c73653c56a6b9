using Neuropil.Pipeline;
using Neuropil.Study;
using Neuropil.Tests;

namespace Neuropil.Report.Tests;

/// <summary>What a change of code sets going: each assembly in turn is given another identity, and the units whose keys differ are told.</summary>
public sealed class UnitCodeTests
{
    private static readonly IReadOnlyList<Unit> Graph = PipelineGraph.Create(StudySettings.Load(Repository.Root, environment: new Dictionary<string, string>()));
    private static readonly IReadOnlyDictionary<UnitId, IReadOnlyList<CodePart>> Code = ReachedCode.OfThisProgram.Of(Graph);

    [Theory]
    [InlineData("Neuropil.Report", "figures overview report summary validation-figures workbook")]
    [InlineData("Neuropil.Hdbscan", "cluster evaluate figures leave-out null-permuted null-population profiles report reseed subsample sweep validate")]
    [InlineData("Neuropil.Umap", "embed evaluate leave-out null-permuted null-population predict reseed subsample")]
    public void Change_of_an_assembly_reruns_exactly_what_reaches_it(string assembly, string stages)
    {
        Unit[] rerun = [.. Graph.Where(unit => KeyOf(unit, Code[unit.Id]).Hash != KeyOf(unit, Changed(Code[unit.Id], assembly)).Hash)];

        Assert.Equal(stages, string.Join(' ', rerun.Select(unit => unit.Id.Stage).Distinct().Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("ChartPng", "figures overview validation-figures")]
    [InlineData("PairPlot", "figures")]
    [InlineData("ReportPage", "report")]
    [InlineData("OpenXmlRows", "ingest ingest-new screen")]
    [InlineData("ParquetFooter", "ingest ingest-new screen")]
    [InlineData("OneClassSvm", "evaluate train")]
    [InlineData("OneClassSvmModel", "evaluate predict train")]
    [InlineData("GradientBoosting", "evaluate train")]
    [InlineData("StratifiedFolds", "evaluate train")]
    [InlineData("SynapseScreen", "explore predict predictions report screen screen-new")]
    public void Code_is_reached_by_exactly_the_units_that_use_it(string type, string stages)
    {
        IEnumerable<Unit> reached = Graph
            .DistinctBy(unit => unit.Id.Stage)
            .Where(unit => ReachedCode.OfThisProgram.NamesOf(unit).Any(name => name.Contains($".{type}::", StringComparison.Ordinal)));

        Assert.Equal(stages, string.Join(' ', reached.Select(unit => unit.Id.Stage).Order(StringComparer.Ordinal)));
    }

    private static List<CodePart> Changed(IEnumerable<CodePart> parts, string assembly)
        => [.. parts.Select(part => part.Assembly == assembly ? part with { Identity = "stub" } : part)];

    private static UnitKey KeyOf(Unit unit, IReadOnlyList<CodePart> code)
        => UnitKey.Of(unit, unit.ArtifactInputs.ToDictionary(input => input.Name, _ => "the same"), code);
}

namespace Neuropil.Pipeline.Tests;

public sealed class GraphTests
{
    [Fact]
    public void Units_come_after_those_they_depend_on_whatever_the_order_given()
    {
        using ToyPipeline toy = new();

        UnitGraph graph = new([.. toy.Graph().Reverse()]);

        Assert.Equal(["read", "count[short]", "count[long]", "sum"], graph.Units.Select(unit => unit.Id.ToString()));
    }

    [Fact]
    public void Every_fault_is_named_at_once()
    {
        Unit<ToyUnits.ReadOutputs> unit = Toy("toy", "toy.txt");
        Unit<ToyUnits.ReadOutputs> absent = Toy("missing", "missing.txt");
        Unit reader = ToyUnits.Count("short", 1, 1, absent.Outputs.Words);
        Unit[] bad = [Toy("no name", "../outside.csv"), Toy("hidden", "store/x"), Toy("run", "run.json")];

        string message = Assert.Throws<ArgumentException>(() => new UnitGraph([unit, unit, reader, .. bad])).Message;

        Assert.Contains("toy is declared twice", message);
        Assert.Contains("reads 'words' of missing, which is not in the graph", message);
        Assert.Contains("toy.txt is published by toy and toy", message);
        Assert.Contains("'no name' is not a name", message);
        Assert.Contains("'../outside.csv'", message);
        Assert.Contains("'store/x'", message);
        Assert.Contains("'run.json'", message);
    }

    [Fact]
    public void Artifact_belongs_to_one_unit()
    {
        ToyUnits.ReadOutputs outputs = new(new("words.txt", Codecs.Text));
        Unit.Of(new UnitId("first"), NoOptions.Value, NoOptions.Value, outputs, static (_, _) => { });

        string message = Assert.Throws<ArgumentException>(() => Unit.Of(new UnitId("second"), NoOptions.Value, NoOptions.Value, outputs, static (_, _) => { })).Message;

        Assert.Contains("second declares 'words.txt' as its output, which is first's already", message);
    }

    [Fact]
    public void Unknown_stage_is_refused_with_the_known_ones()
    {
        using ToyPipeline toy = new();

        Assert.Contains("the stages are read, count, sum", Assert.Throws<ArgumentException>(() => toy.Run(stages: "summ")).Message);
    }

    private static Unit<ToyUnits.ReadOutputs> Toy(string stage, string path) => Unit.Of(
        new UnitId(stage), NoOptions.Value, NoOptions.Value, new ToyUnits.ReadOutputs(new(path, Codecs.Text)), static (_, _) => { });
}

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
    public void Cycle_is_refused()
    {
        Unit first = Toy("first", "second");
        Unit second = Toy("second", "first");

        Assert.Contains("depends on itself", Assert.Throws<ArgumentException>(() => new UnitGraph([first, second])).Message);
    }

    [Fact]
    public void Every_fault_is_named_at_once()
    {
        Unit unit = Toy("toy", "missing");
        Unit bad = Toy("no name") with
        {
            Outputs = [new UnitOutput("out", "../outside.csv"), new UnitOutput("store", "store/x")],
            Code = [FakeCode.Of("Toy.Anonymous", null)],
        };

        string message = Assert.Throws<ArgumentException>(() => new UnitGraph([unit, unit, bad])).Message;

        Assert.Contains("toy is declared twice", message);
        Assert.Contains("reads 'out' of missing, which does not exist", message);
        Assert.Contains("toy.txt is published by toy and toy", message);
        Assert.Contains("'no name' is not a name", message);
        Assert.Contains("'../outside.csv'", message);
        Assert.Contains("'store/x'", message);
        Assert.Contains("Toy.Anonymous, which carries no code identity", message);
    }

    [Fact]
    public void Unknown_stage_is_refused_with_the_known_ones()
    {
        using ToyPipeline toy = new();

        Assert.Contains("the stages are read, count, sum", Assert.Throws<ArgumentException>(() => toy.Run(stages: "summ")).Message);
    }

    private static Unit Toy(string stage, string? reads = null) => new()
    {
        Id = new UnitId(stage),
        Inputs = reads is null ? [] : [new OutputInput("in", new UnitId(reads), "out")],
        Outputs = [new UnitOutput("out", $"{stage}.txt")],
        Run = _ => { },
    };
}

namespace Neuropil.Pipeline.Tests;

public sealed class OptionStateTests
{
    public enum Choice
    {
        First,
        Second,
    }

    public abstract record Learner(int Trees);

    public sealed record Forest(int Trees) : Learner(Trees);

    public sealed record Boosting(int Trees) : Learner(Trees);

    public sealed record Everything
    {
        public int Whole { get; init; } = 3;

        public double Real { get; init; } = 0.1;

        public double RealThatIsWhole { get; init; } = 3;

        public double Infinite { get; init; } = double.PositiveInfinity;

        public long Large { get; init; } = 9007199254740993;

        public string? Text { get; init; } = "é \"quoted\"";

        public string? Missing { get; init; }

        public int? Auto { get; init; }

        public Choice Choice { get; init; } = Choice.Second;

        public IReadOnlyList<double> List { get; init; } = [1, 0.5];

        public Learner Learner { get; init; } = new Forest(7);

        public IReadOnlyDictionary<string, int> Named { get; init; } = new Dictionary<string, int> { ["b"] = 2, ["a"] = 1 };

        // What is reckoned from the rest is no state.
        public int Twice => Whole * 2;
    }

    public sealed record Hidden(int Seen)
    {
        private readonly int unseen = 7;

        public int Sum => Seen + unseen;
    }

    public sealed record Settable(int Value)
    {
        public int Other { get; set; }
    }

    public sealed record WithFunction(Func<int> Function);

    [Fact]
    public void Every_kind_of_value_has_one_canonical_text()
        => Assert.Equal(
            [
                "Auto=null",
                "Choice=\"Second\"",
                "Infinite=\"Infinity\"",
                "Large=9007199254740993",
                "Learner={\"$kind\":\"Forest\",\"Trees\":7}",
                "List=[1,0.5]",
                "Missing=null",
                "Named={\"a\":1,\"b\":2}",
                "Real=0.1",
                "RealThatIsWhole=3",
                "Text=\"é \\\"quoted\\\"\"",
                "Whole=3",
            ],
            Of(new Everything()));

    [Fact]
    public void Records_of_two_kinds_with_the_same_values_are_two_values()
        => Assert.NotEqual(Of(new Everything { Learner = new Forest(1) }), Of(new Everything { Learner = new Boosting(1) }));

    [Fact]
    public void Private_state_is_part_of_the_key() => Assert.Equal(["Seen=1", "unseen=7"], Of(new Hidden(1)));

    [Fact]
    public void What_can_be_set_later_is_refused()
        => Assert.Contains("Settable.Other can be set", Assert.Throws<ArgumentException>(() => Of(new Settable(1))).Message);

    [Fact]
    public void What_is_no_value_is_refused()
    {
        Assert.Contains("cannot enter a key", Assert.Throws<ArgumentException>(() => Of(new WithFunction(() => 1))).Message);
        Assert.Contains("cannot enter a key", Assert.Throws<ArgumentException>(() => Of(new { Client = new HttpClientHandler() })).Message);
        Assert.Contains("cannot enter a key", Assert.Throws<ArgumentException>(() => Of(new object())).Message);
    }

    private static string[] Of(object options) => [.. OptionState.Of(options, "toy, options").Select(field => $"{field.Name}={field.Value}")];
}

namespace Neuropil.Pipeline.Tests;

/// <summary>What the functions below reach is looked up in this assembly.</summary>
public sealed class ReachedCodeTests
{
    public interface IShape
    {
        static abstract double Sides { get; }

        double Area();
    }

    [Fact]
    public void Function_reaches_what_it_calls_and_nothing_beside()
    {
        IReadOnlyList<string> names = NamesOf(static (_, context) => context.Write(context.Outputs.Words, Called.Text()));

        Assert.Contains("Neuropil.Pipeline.Tests: Neuropil.Pipeline.Tests.ReachedCodeTests/Called::Text`0()String", names);
        Assert.Contains(names, name => name.Contains("Called::Inner", StringComparison.Ordinal));
        Assert.DoesNotContain(names, name => name.Contains("Beside", StringComparison.Ordinal));
        Assert.DoesNotContain(names, name => name.StartsWith("Neuropil.Pipeline:", StringComparison.Ordinal));
    }

    [Fact]
    public void Static_constructor_lambdas_and_iterators_are_reached()
    {
        IReadOnlyList<string> names = NamesOf(static (_, context) => context.Write(context.Outputs.Words, string.Concat(Winding.Words())));

        Assert.Contains(names, name => name.Contains("Winding::FromStaticField", StringComparison.Ordinal));
        Assert.Contains(names, name => name.Contains("Winding::FromLambda", StringComparison.Ordinal));
        Assert.Contains(names, name => name.Contains("Winding::FromIterator", StringComparison.Ordinal));
    }

    [Fact]
    public void Virtual_methods_of_what_is_made_and_members_of_struct_policies_are_reached()
    {
        IReadOnlyList<string> names = NamesOf(static (_, context) => context.Write(context.Outputs.Words, $"{Measured<Square>(new Square(2))} {(IShape2)new Circle()}"));

        Assert.Contains(names, name => name.Contains("Square::Area", StringComparison.Ordinal));
        Assert.Contains(names, name => name.Contains("Square::get_Sides", StringComparison.Ordinal));
        Assert.Contains(names, name => name.Contains("Circle::Round", StringComparison.Ordinal));
        Assert.DoesNotContain(names, name => name.Contains("Triangle", StringComparison.Ordinal));
    }

    [Fact]
    public void Packages_are_reached_as_a_whole_and_the_framework_is_not()
    {
        IReadOnlyList<string> names = NamesOf(static (_, context) => context.Write(context.Outputs.Words, CsCheck.Check.Print(1)));

        Assert.Contains("CsCheck: CsCheck", names);
        Assert.DoesNotContain(names, name => name.StartsWith("System.", StringComparison.Ordinal));
    }

    [Fact]
    public void Constants_literals_and_enum_names_make_a_difference()
    {
        string[] identities =
        [
            IdentityOf(static (_, context) => context.Write(context.Outputs.Words, "a")),
            IdentityOf(static (_, context) => context.Write(context.Outputs.Words, "b")),
            IdentityOf(static (_, context) => context.Write(context.Outputs.Words, $"{Lengths([1.5, 2.5, 3.5])}")),
            IdentityOf(static (_, context) => context.Write(context.Outputs.Words, $"{Lengths([1.5, 2.5, 4.5])}")),
            IdentityOf(static (_, context) => context.Write(context.Outputs.Words, $"{First.Name}")),
            IdentityOf(static (_, context) => context.Write(context.Outputs.Words, $"{Second.Name}")),
        ];

        Assert.Equal(identities.Length, identities.Distinct().Count());
    }

    [Fact]
    public void Same_code_in_another_place_has_the_same_identity()
        => Assert.Equal(
            IdentityOf(static (_, context) => context.Write(context.Outputs.Words, "a")),
            IdentityOf(static (_, context) => context.Write(context.Outputs.Words, "a")));

    [Fact]
    public void Codecs_of_inputs_and_outputs_are_reached()
    {
        Artifact<string> words = new("words.txt", new Codec<string>(Reading.Text, Writing.Text));
        Unit writer = UnitOf(static (_, _) => { }, new ToyUnits.ReadOutputs(words));
        Unit reader = Unit.Of(new UnitId("reader"), NoOptions.Value, new ToyUnits.CountInputs(words), new ToyUnits.SumOutputs(new("sum.txt", Codecs.Text)), static (_, _) => { });

        Assert.Contains(Code.NamesOf(writer), name => name.Contains("Writing::Text", StringComparison.Ordinal));
        Assert.DoesNotContain(Code.NamesOf(writer), name => name.Contains("Reading::Text", StringComparison.Ordinal));
        Assert.Contains(Code.NamesOf(reader), name => name.Contains("Reading::Text", StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_found_is_kept_until_an_assembly_changes()
    {
        using TemporaryFolder folder = new();
        foreach (string name in (string[])["Neuropil.Pipeline.Tests.dll", "Neuropil.Pipeline.dll"])
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, name), folder[name]);
        }

        Unit unit = UnitOf(static (_, context) => context.Write(context.Outputs.Words, "a"));
        IReadOnlyList<CodePart> first = new ReachedCode(folder.Path).Of([unit])[unit.Id];
        string[] kept = File.ReadAllText(folder["unit-code.cache"])[(ContentHash.Length + 1)..].Split('\n');
        folder.Write("unit-code.cache", Sealed(string.Join('\n', kept.Select(line => line.Contains('\t', StringComparison.Ordinal) ? line[..line.LastIndexOf('\t')] + "\tkept" : line))));
        Assert.NotEqual(first, new ReachedCode(folder.Path).Of([unit])[unit.Id]);

        File.SetLastWriteTimeUtc(folder["Neuropil.Pipeline.Tests.dll"], DateTime.UnixEpoch);

        Assert.Equal(first, new ReachedCode(folder.Path).Of([unit])[unit.Id]);
    }

    private static ReachedCode Code => ReachedCode.OfThisProgram;

    private static string Sealed(string text) => $"{ContentHash.OfText(text)}\n{text}";

    private static Unit UnitOf(Action<NoOptions, UnitContext<NoOptions, ToyUnits.ReadOutputs>> run, ToyUnits.ReadOutputs? outputs = null)
        => Unit.Of(new UnitId("toy"), NoOptions.Value, NoOptions.Value, outputs ?? new ToyUnits.ReadOutputs(new("a.txt", Codecs.Text)), run);

    private static IReadOnlyList<string> NamesOf(Action<NoOptions, UnitContext<NoOptions, ToyUnits.ReadOutputs>> run) => Code.NamesOf(UnitOf(run));

    private static string IdentityOf(Action<NoOptions, UnitContext<NoOptions, ToyUnits.ReadOutputs>> run)
    {
        Unit unit = UnitOf(run);
        return Assert.Single(Code.Of([unit])[unit.Id]).Identity;
    }

    private static double Measured<TShape>(TShape shape)
        where TShape : struct, IShape
        => shape.Area() * TShape.Sides;

    private static double Lengths(ReadOnlySpan<double> lengths) => lengths[0];

    private enum First
    {
        Name,
    }

    private enum Second
    {
        Name,
    }

    private interface IShape2;

    private static class Called
    {
        public static string Text() => Inner();

        private static string Inner() => "inner";

        public static string Beside() => "beside";
    }

    private static class Winding
    {
        private static readonly string Field = FromStaticField();

        public static IEnumerable<string> Words()
        {
            yield return Field;
            yield return FromIterator();
            yield return ((Func<string>)(() => FromLambda()))();
        }

        private static string FromStaticField() => "field";

        private static string FromIterator() => "iterator";

        private static string FromLambda() => "lambda";
    }

    private readonly struct Square(double side) : IShape
    {
        public static double Sides => 4;

        public double Area() => side * side;
    }

    private readonly struct Triangle : IShape
    {
        public static double Sides => 3;

        public double Area() => 0;
    }

    private sealed class Circle : IShape2
    {
        public override string ToString() => Round();

        private static string Round() => "round";
    }

    private static class Reading
    {
        public static string Text(Stream stream, string name) => Codecs.Text.Read(stream, name);
    }

    private static class Writing
    {
        public static void Text(Stream stream, string text) => Codecs.Text.Write(stream, text);
    }
}

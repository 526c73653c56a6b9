namespace Neuropil.Pipeline.Tests;

public sealed class UnitTests
{
    private static readonly UnitId Id = new("toy");

    public sealed record Pictures(Artifact<byte[]> Png, Artifact<byte[]> Svg);

    public sealed record Outputs(Artifact<string> UmapModel, Pictures Neurons);

    public sealed record Smuggling(Artifact<string> Words, string Path);

    [Fact]
    public void Function_that_captures_something_is_refused()
    {
        int limit = 4;

        string message = Assert.Throws<ArgumentException>(() => Unit.Of(
            Id, NoOptions.Value, NoOptions.Value, new ToyUnits.ReadOutputs(new("a.txt", Codecs.Text)), (_, context) => context.Write(context.Outputs.Words, $"{limit}"))).Message;

        Assert.Contains("captures limit", message, StringComparison.Ordinal);
        Assert.Contains("its key does not hold", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Codec_that_captures_something_is_refused()
    {
        string suffix = "!";
        Codec<string> codec = new(Codecs.Text.Read, (stream, text) => Codecs.Text.Write(stream, text + suffix));

        Assert.Contains("captures suffix", Assert.Throws<ArgumentException>(() => Unit.Of(
            Id, NoOptions.Value, NoOptions.Value, new ToyUnits.ReadOutputs(new("a.txt", codec)), static (_, _) => { })).Message);
    }

    [Fact]
    public void Outputs_are_named_after_their_properties()
    {
        Outputs outputs = new(new("umap.json", Codecs.Text), new(new("n.png", Codecs.Bytes, locked: false), new("n.svg", Codecs.Bytes, locked: false)));

        Unit unit = Unit.Of(Id, NoOptions.Value, NoOptions.Value, outputs, static (_, _) => { });

        Assert.Equal(["umap-model", "neurons-png", "neurons-svg"], unit.OutputFiles.Select(output => output.Name));
        Assert.Equal([true, false, false], unit.OutputFiles.Select(output => output.Locked));
    }

    [Fact]
    public void Inputs_that_no_key_would_hold_are_refused()
        => Assert.Contains("'path' is a String; expected an artifact", Assert.Throws<ArgumentException>(() => Unit.Of(
            Id, NoOptions.Value, new Smuggling(Words(), "/tmp"), new ToyUnits.ReadOutputs(new("a.txt", Codecs.Text)), static (_, _) => { })).Message);

    [Fact]
    public void Order_of_inputs_by_name_is_part_of_the_key()
    {
        Artifact<string> words = Words();
        Artifact<string> counts = ToyUnits.Count("short", 1, 1, words).Outputs.Counts;

        UnitKey forth = KeyOf(new([("a", words), ("b", counts)]), "counts[a]", "counts[b]");
        UnitKey back = KeyOf(new([("b", counts), ("a", words)]), "counts[a]", "counts[b]");

        Assert.NotEqual(forth.Hash, back.Hash);
        Assert.Equal(["counts a,b → b,a"], KeyDifference.Between(forth, back));
    }

    [Fact]
    public void Unit_may_read_and_write_its_own_alone()
    {
        using ToyPipeline toy = new();
        Unit<ToyUnits.ReadOutputs> read = toy.Read();
        toy.BeforeRun = context =>
        {
            Assert.Throws<ArgumentException>(() => context.Read(read.Outputs.Words));
            Assert.Throws<ArgumentException>(() => context.PathOf(new FileInput("elsewhere.txt")));
            Assert.Throws<ArgumentException>(() => context.Write(Words(), "text"));
            Assert.Throws<FileNotFoundException>(() => context.PathOf(((UnitContext<ToyUnits.ReadInputs, ToyUnits.ReadOutputs>)context).Inputs.Extra));
        };

        Assert.True(toy.Run([read], ["read"]).Succeeded);
    }

    private static Artifact<string> Words() => ToyUnits.Read(new ToyUnits.ReadOptions(true), new FileInput("w.txt"), new FileInput("e.txt")).Outputs.Words;

    private static UnitKey KeyOf(ByName<Artifact<string>> counts, params string[] names)
        => UnitKey.Of(ToyUnits.Sum(counts, 1), names.ToDictionary(name => name, name => "hash of " + name), []);
}

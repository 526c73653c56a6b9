using Cake.Core.Diagnostics;

namespace Neuropil.Build.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--target=Embed")]
    [InlineData("--target", "Embed")]
    [InlineData("-t=Embed")]
    [InlineData("-t", "Embed")]
    [InlineData("--TARGET=Embed")]
    public void Target_is_understood_in_every_spelling(params string[] arguments)
        => Assert.Equal(["Embed"], CommandLine.Parse(arguments).Targets);

    [Fact]
    public void Several_targets_may_be_named_together_or_apart()
        => Assert.Equal(["Clean", "Embed", "Test"], CommandLine.Parse(["--target=Clean,Embed", "-t", "Test"]).Targets);

    [Theory]
    [InlineData("--dryrun")]
    [InlineData("--dry-run")]
    [InlineData("--noop")]
    [InlineData("--whatif")]
    [InlineData("--dryrun=true")]
    public void Dry_run_has_all_the_names_it_has_in_Cake(string argument) => Assert.True(CommandLine.Parse([argument]).DryRun);

    [Fact]
    public void Switch_can_be_turned_off() => Assert.False(CommandLine.Parse(["--exclusive=false"]).Exclusive);

    [Fact]
    public void What_is_not_Cakes_own_is_a_setting_of_the_study()
    {
        CommandLine commandLine = CommandLine.Parse(["--target=Predict", "--Embed_Neighbors=30", "--data", "a b.xlsx", "--seed=-1", "-e"]);

        Assert.Equal("30", commandLine.Study["embed_neighbors"]);
        Assert.Equal("a b.xlsx", commandLine.Study["data"]);
        Assert.Equal("-1", commandLine.Study["seed"]);
        Assert.Equal(3, commandLine.Study.Count);
        Assert.True(commandLine.Exclusive);
    }

    [Fact]
    public void Value_may_hold_equals_signs() => Assert.Equal("a=b.xlsx", CommandLine.Parse(["--data=a=b.xlsx"]).Study["data"]);

    [Theory]
    [InlineData("quiet", Verbosity.Quiet)]
    [InlineData("Diagnostic", Verbosity.Diagnostic)]
    public void Verbosity_is_Cakes(string text, Verbosity expected) => Assert.Equal(expected, CommandLine.Parse(["-v", text]).Verbosity);

    [Theory]
    [InlineData("--taget=Predict", "'--target'")]
    [InlineData("--verbosty=quiet", "'--verbosity'")]
    [InlineData("--sed=7", "'--seed'")]
    [InlineData("--completely-unlike=1", "There is no argument '--completely-unlike=1'.")]
    public void Unknown_argument_is_refused_with_the_nearest_name(string argument, string told)
    {
        UsageException refusal = Assert.Throws<UsageException>(() => CommandLine.Parse([argument]));

        Assert.Contains(told, refusal.Message);
        Assert.Equal(2, refusal.ExitCode);
    }

    [Theory]
    [InlineData("Predict")]
    [InlineData("--")]
    [InlineData("-x")]
    [InlineData("--data")]
    [InlineData("--data", "--new=x.csv")]
    [InlineData("--verbosity=loud")]
    [InlineData("--exclusive=perhaps")]
    public void What_cannot_be_understood_is_refused(params string[] arguments)
        => Assert.Throws<UsageException>(() => CommandLine.Parse(arguments));
}

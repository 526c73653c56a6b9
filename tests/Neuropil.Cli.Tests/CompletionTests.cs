namespace Neuropil.Cli.Tests;

public sealed class CompletionTests : Command
{
    [Theory]
    [InlineData("neuropil um", "umap")]
    [InlineData("neuropil hdbscan sw", "sweep")]
    [InlineData("neuropil umap fit in.csv --min", "--min-dist")]
    [InlineData("neuropil umap fit in.csv --metric ch", "chebyshev")]
    [InlineData("neuropil hdbscan fit --selection ", "eom\nleaf")]
    public void The_command_completes_verbs_options_and_values(string line, string expected)
        => Assert.Equal(expected + "\n", Succeed($"[suggest:{line.Length}]", line));

    [UnixFact]
    public void Bash_completes_by_the_script_and_files_where_there_is_nothing_to_say()
    {
        const string Complete = "source <(neuropil completion bash); COMP_LINE='neuropil umap t'; COMP_POINT=15; COMP_WORDS=(neuropil umap t); COMP_CWORD=2; _neuropil neuropil t umap; echo \"${COMPREPLY[*]}\"; complete -p neuropil";
        (int exitCode, string output, string errors) = Shell(Complete);
        Assert.True(exitCode == 0, errors);
        Assert.Equal("transform\ncomplete -o default -F _neuropil neuropil\n", output);
    }

    [Theory]
    [InlineData("bash", "complete -o default")]
    [InlineData("zsh", "compdef _neuropil neuropil")]
    [InlineData("fish", "complete -c neuropil")]
    [InlineData("powershell", "Register-ArgumentCompleter -Native -CommandName neuropil")]
    public void Every_shell_has_a_script(string shell, string expected) => Assert.Contains(expected, Succeed("completion", shell));
}

using Neuropil.Numerics;

namespace Neuropil.Cli;

internal sealed class CompletionVerb : Verb
{
    public override string Name => "completion";

    public override string Summary => "Prints a script by which a shell completes verbs, options and their values.";

    public override IReadOnlyList<(string Name, string Description)> Files => [("SHELL", "bash, zsh, fish or powershell")];

    public override IReadOnlyList<VerbOption> Options => [];

    public override int InputCount => 0;

    public override void Run(Arguments arguments, OutputFiles outputs, CancellationToken cancellation)
    {
        string shell = arguments.File(0);
        Console.Out.Write(CompletionScripts.For(shell) ?? throw arguments.Wrong(
            $"SHELL is '{Numerics.ForeignText.Shown(shell)}'{NearestName.Suggestion(shell, CompletionScripts.Shells)}; expected {string.Join(", ", CompletionScripts.Shells)}."));
    }
}

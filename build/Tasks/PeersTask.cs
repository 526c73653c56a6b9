namespace Neuropil.Build;

/// <summary>Compares with the reference packages of Python and R.</summary>
[TaskName("Peers")]
[TaskDescription("compares with the reference packages of Python and R; says what to install where they are missing")]
internal sealed class PeersTask : BuildTask
{
    public override void Run(BuildContext context)
    {
        string project = Path.Combine(context.Root, "tests", "Peers", "Peers.csproj");
        TestRun.Of(context, project, [project]);
    }
}

namespace Neuropil.Build;

/// <summary>Runs on emulated processors and systems what must have the same bytes there.</summary>
[TaskName("Platforms")]
[TaskDescription("compares with ARM64 (by qemu) and Windows (by Wine), runs build.ps1 under PowerShell; says what to install where they are missing")]
internal sealed class PlatformsTask : BuildTask
{
    public override void Run(BuildContext context)
    {
        string project = Path.Combine(context.Root, "tests", "Platforms", "Platforms.csproj");
        TestRun.Of(context, project, [project]);
    }
}

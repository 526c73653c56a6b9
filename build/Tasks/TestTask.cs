namespace Neuropil.Build;

/// <summary>Runs every test that needs nothing but the .NET SDK.</summary>
[TaskName("Test")]
[TaskDescription("runs the tests; needs nothing but the .NET SDK")]
internal sealed class TestTask : BuildTask
{
    public override void Run(BuildContext context)
        => TestRun.Of(
            context,
            Path.Combine(context.Root, "Neuropil.slnx"),
            [.. Directory.GetFiles(Path.Combine(context.Root, "tests"), "*.Tests.csproj", SearchOption.AllDirectories)
                .Where(project => Path.GetFileNameWithoutExtension(project) != PackagesTask.Project)]);
}

namespace Neuropil.Build;

/// <summary>Packs the libraries apart, looks into the packages, and runs samples under every runtime and compiled ahead of time.</summary>
[TaskName("Packages")]
[TaskDescription("tests the packages: what is in them, and the same bytes under .NET 8, .NET 10 and compiled ahead of time; takes minutes")]
internal sealed class PackagesTask : BuildTask
{
    /// <summary>The test project; no part of Test, for it packs and publishes.</summary>
    public const string Project = "Packages.Tests";

    public override void Run(BuildContext context)
        => TestRun.Of(
            context,
            Path.Combine(context.Root, "Neuropil.slnx"),
            [Path.Combine(context.Root, "tests", Project, Project + ".csproj")]);
}

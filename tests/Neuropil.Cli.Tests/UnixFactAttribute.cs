namespace Neuropil.Cli.Tests;

/// <summary>A test of what only Unix has: links without rights, pipes with names, devices.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "needs bash and the files of Unix" : null;
}

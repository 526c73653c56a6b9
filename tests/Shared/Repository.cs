namespace Neuropil.Tests;

/// <summary>Where the checkout is, for tests that read fixtures or the sample.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Fixture(params string[] path) => Path.Combine([Root, "tests", "fixtures", .. path]);

    public static string PathOf(params string[] path) => Path.Combine([Root, .. path]);

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Neuropil.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Neuropil.slnx was not found above the test assembly.");
    }
}

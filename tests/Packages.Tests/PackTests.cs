using System.IO.Compression;
using System.Xml.Linq;
using Neuropil.Tests;

namespace Neuropil.Packages.Tests;

/// <summary>What is in the packages.</summary>
public sealed class PackTests
{
    private static readonly string[] Names = ["Neuropil.Numerics", "Neuropil.Umap", "Neuropil.Hdbscan", "Neuropil.ML"];
    private static readonly Lazy<string> Folder = new(Pack);

    public static TheoryData<string> Packages => [.. Names];

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_serves_both_runtimes_and_has_readme_icon_licence_and_documentation(string name)
    {
        using ZipArchive package = Open(name, ".nupkg");
        string[] files = [.. package.Entries.Select(entry => entry.FullName)];
        foreach (string framework in new[] { "net8.0", "net10.0" })
        {
            Assert.Contains($"lib/{framework}/{name}.dll", files);
            Assert.Contains($"lib/{framework}/{name}.xml", files);
        }

        Assert.Contains("README.md", files);
        Assert.Contains("icon.png", files);
        XElement metadata = Metadata(package, name);
        Assert.Equal("icon.png", Value(metadata, "icon"));
        Assert.Equal("README.md", Value(metadata, "readme"));
        Assert.Equal("MIT", Value(metadata, "license"));
        Assert.NotEmpty(Value(metadata, "description"));
        Assert.NotEmpty(Value(metadata, "tags"));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_has_its_symbols(string name)
    {
        using ZipArchive symbols = Open(name, ".snupkg");
        Assert.Contains(symbols.Entries, entry => entry.FullName == $"lib/net8.0/{name}.pdb");
        Assert.Contains(symbols.Entries, entry => entry.FullName == $"lib/net10.0/{name}.pdb");
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_asks_for_exactly_its_own_version_of_our_others(string name)
    {
        using ZipArchive package = Open(name, ".nupkg");
        XElement metadata = Metadata(package, name);
        string version = Value(metadata, "version");
        XElement[] ours = [.. metadata.Descendants().Where(element => element.Name.LocalName == "dependency" && ((string)element.Attribute("id")!).StartsWith("Neuropil.", StringComparison.Ordinal))];
        Assert.Equal(name == "Neuropil.Numerics" ? 0 : name == "Neuropil.ML" ? 4 : 2, ours.Length);
        Assert.All(ours, dependency => Assert.Equal($"[{version}]", (string)dependency.Attribute("version")!));
    }

    private static string Pack()
    {
        string folder = Repository.PathOf("artifacts", "packages-tests", "packages");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (string name in Names)
        {
            // Built in a folder of its own, so that no other build is disturbed.
            ChildProcess.Run(
                "dotnet", "pack", Repository.PathOf("src", name, name + ".csproj"), "-c", "Release", "-o", folder, "--artifacts-path", folder + "-build",
                "-p:BuildApart=true", "--nologo", "-v", "quiet");
        }

        return folder;
    }

    private static ZipArchive Open(string name, string extension)
        => ZipFile.OpenRead(Directory.GetFiles(Folder.Value, name + ".*" + extension).Single());

    private static XElement Metadata(ZipArchive package, string name)
    {
        using Stream nuspec = package.GetEntry(name + ".nuspec")!.Open();
        return XDocument.Load(nuspec).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }

    private static string Value(XElement metadata, string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
}

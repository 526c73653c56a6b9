using System.Security.Cryptography;
using System.Text;

namespace Neuropil.Report;

/// <summary>The page's scripts, styles and the licences of what is bundled in them; Page/web has their sources and the recipe.</summary>
internal static class PageAssets
{
    /// <summary>The scripts, one file.</summary>
    public static string Script { get; } = Resource("page.js");

    /// <summary>The styles.</summary>
    public static string Style { get; } = Resource("page.css");

    /// <summary>Every package in the scripts.</summary>
    public static IReadOnlyList<(string Name, string Version, string Licence)> Licences { get; } =
        [.. Resource("page.licences.tsv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).Select(cells => (cells[0], cells[1], cells[2]))];

    /// <summary>SHA-256 of all of them: the page is made anew when they change.</summary>
    public static string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Script}\0{Style}\0{Resource("page.licences.tsv")}")));

    private static string Resource(string name)
    {
        using Stream stream = typeof(PageAssets).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks its resource '{name}'.");
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}

using System.Text;
using System.Text.RegularExpressions;

namespace Neuropil.Tests;

/// <summary>A model file without its checksum, as earlier versions wrote it: what stands in it can be changed by hand.</summary>
internal static partial class ModelText
{
    public static string Unsealed(byte[] file)
    {
        string text = Encoding.UTF8.GetString(file);
        string unsealed = Announcement().Replace(Checksum().Replace(text, "\n}\n"), "");
        Xunit.Assert.DoesNotContain("checksum", unsealed, StringComparison.Ordinal);
        return unsealed;
    }

    [GeneratedRegex(",\n  \"checksumOf\": \"[^\"]*\"")]
    private static partial Regex Announcement();

    [GeneratedRegex(",\n  \"checksum\": \"[0-9a-f]{64}\"\n}\n$")]
    private static partial Regex Checksum();
}

using System.Security.Cryptography;

namespace Neuropil.Pipeline;

/// <summary>How the names of a store's jobs begin: nobody else's do.</summary>
internal static class JobNames
{
    private const int TagBytes = 4;

    public static string PrefixOf(ArtifactStore store)
    {
        string path = Path.Combine(store.JobsFolder, "name");
        if (SealedText.Read(path) is not { } tag)
        {
            tag = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TagBytes));
            store.Files.WriteSealed(path, tag, store.ScratchFolder);
        }

        return $"neuropil-{tag}-";
    }
}

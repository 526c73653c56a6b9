namespace Neuropil.Study;

/// <summary>Finds which clusters of one clustering are which of another.</summary>
internal static class ClusterMatching
{
    /// <summary>
    /// For each found cluster, from 1, the reference cluster that most of its members belong to; ties go to the lower number. Several
    /// may go to the same: a cluster that fell in two still counts as the one. A cluster whose members are all noise there is noise.
    /// </summary>
    public static int[] ByOverlap(ReadOnlySpan<int> found, ReadOnlySpan<int> reference)
    {
        int foundCount = 0;
        int referenceCount = 0;
        for (int row = 0; row < found.Length; row++)
        {
            foundCount = Math.Max(foundCount, found[row]);
            referenceCount = Math.Max(referenceCount, reference[row]);
        }

        int[,] overlap = new int[foundCount + 1, referenceCount + 1];
        for (int row = 0; row < found.Length; row++)
        {
            if (found[row] > 0 && reference[row] > 0)
            {
                overlap[found[row], reference[row]]++;
            }
        }

        int[] matches = new int[foundCount];
        for (int cluster = 1; cluster <= foundCount; cluster++)
        {
            matches[cluster - 1] = FileLabels.Noise;
            int most = 0;
            for (int other = 1; other <= referenceCount; other++)
            {
                if (overlap[cluster, other] > most)
                {
                    (matches[cluster - 1], most) = (other, overlap[cluster, other]);
                }
            }
        }

        return matches;
    }

    /// <summary>A found label in the reference's numbers.</summary>
    public static int Translate(int label, int[] matches) => label == FileLabels.Noise ? FileLabels.Noise : matches[label - 1];
}

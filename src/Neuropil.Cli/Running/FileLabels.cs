namespace Neuropil.Cli;

/// <summary>Cluster numbers as in files: from 1, noise −1.</summary>
internal static class FileLabels
{
    public static int[] Of(ReadOnlySpan<int> labels)
    {
        int[] numbers = labels.ToArray();
        for (int row = 0; row < numbers.Length; row++)
        {
            numbers[row] = numbers[row] == Hdbscan.ClusterLabel.Noise ? -1 : numbers[row] + 1;
        }

        return numbers;
    }
}

namespace Neuropil.Learning;

/// <summary>
/// How many numbers an import may still make of a file. Each is in the file once, so more than a few times its bytes means that the file refers to the
/// same ones over and over to exhaust memory.
/// </summary>
internal sealed class ImportBudget(long fileLength)
{
    private long left = Math.Min((4 * fileLength) + (1 << 20), ImportLimits.PickleNumbers);

    /// <summary>Whether so many more may be made.</summary>
    public bool Take(long count)
    {
        left -= count;
        return left >= 0;
    }
}

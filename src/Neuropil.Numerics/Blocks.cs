namespace Neuropil.Numerics;

/// <summary>
/// Work cut into blocks of a fixed size. The size is part of the algorithm, never of the machine: which thread runs a block, and how
/// many threads there are, cannot change what a block computes. Partial results are joined by the caller in the order of the blocks.
/// </summary>
public static class Blocks
{
    /// <summary>How many blocks of <paramref name="blockSize"/> cover <paramref name="count"/> items.</summary>
    public static int Count(int count, int blockSize) => (int)(((long)count + blockSize - 1) / blockSize);

    /// <summary>Runs <paramref name="body"/> once per block, with the block's first item and the item after its last.</summary>
    /// <param name="count">Number of items.</param>
    /// <param name="blockSize">Items a block; the last may have fewer.</param>
    /// <param name="execution">Threads and cancellation; cancellation is looked at before each block.</param>
    /// <param name="body">Must write only what belongs to its own block.</param>
    public static void For(int count, int blockSize, Execution execution, Action<int, int> body)
    {
        ArgumentNullException.ThrowIfNull(execution);
        ArgumentNullException.ThrowIfNull(body);
        Require.AtLeast(blockSize, 1, nameof(blockSize));
        int blockCount = Count(count, blockSize);
        int threads = Math.Min(Math.Min(execution.ThreadCount, Environment.ProcessorCount), blockCount);
        if (threads <= 1)
        {
            for (int block = 0; block < blockCount; block++)
            {
                execution.Cancellation.ThrowIfCancellationRequested();
                int start = block * blockSize;
                body(start, (int)Math.Min(count, (long)start + blockSize));
            }

            return;
        }

        ParallelOptions options = new() { MaxDegreeOfParallelism = threads, CancellationToken = execution.Cancellation };
        try
        {
            Parallel.For(0, blockCount, options, block =>
            {
                int start = block * blockSize;
                body(start, (int)Math.Min(count, (long)start + blockSize));
            });
        }
        catch (AggregateException failures) when (failures.InnerExceptions.Count > 0)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }
    }
}

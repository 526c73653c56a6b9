namespace Neuropil.Umap;

/// <summary>
/// Runs phases one after the other, the blocks of each on several threads; a phase begins when every block of the one before is done.
/// For phases of a few microseconds, where waking threads each time would cost more than the work.
/// </summary>
/// <remarks>
/// Blocks are claimed from one counter that also carries the phase. No thread waits for another to arrive: the caller alone would
/// finish everything, and helpers that come late join the phase they find.
/// </remarks>
internal sealed class PhaseRunner
{
    private readonly int phaseCount;
    private readonly int blockCount;
    private readonly Action<int, int> body;
    private long ticket;
    private int finishedBlocks;
    private Exception? failure;

    private PhaseRunner(int phaseCount, int blockCount, Action<int, int> body)
    {
        this.phaseCount = phaseCount;
        this.blockCount = blockCount;
        this.body = body;
    }

    /// <param name="phaseCount">Number of phases.</param>
    /// <param name="blockCount">Blocks in each.</param>
    /// <param name="threadCount">Threads at most, the caller's counted.</param>
    /// <param name="body">Gets the phase and the block; must write nothing that another block of the phase reads or writes.</param>
    public static void Run(int phaseCount, int blockCount, int threadCount, Action<int, int> body)
    {
        threadCount = Math.Min(Math.Min(threadCount, Environment.ProcessorCount), blockCount);
        if (threadCount <= 1)
        {
            for (int phase = 0; phase < phaseCount; phase++)
            {
                for (int block = 0; block < blockCount; block++)
                {
                    body(phase, block);
                }
            }

            return;
        }

        PhaseRunner runner = new(phaseCount, blockCount, body);
        Task[] helpers = new Task[threadCount - 1];
        for (int helper = 0; helper < helpers.Length; helper++)
        {
            helpers[helper] = Task.Run(runner.Work);
        }

        runner.Work();
        Task.WaitAll(helpers);
        if (runner.failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(runner.failure);
        }
    }

    private void Work()
    {
        SpinWait wait = default;
        while (Volatile.Read(ref failure) is null)
        {
            long seen = Volatile.Read(ref ticket);
            int phase = (int)(seen >> 32);
            if (phase >= phaseCount)
            {
                return;
            }

            if ((int)seen >= blockCount)
            {
                wait.SpinOnce(sleep1Threshold: -1);
                continue;
            }

            if (Interlocked.CompareExchange(ref ticket, seen + 1, seen) == seen)
            {
                wait.Reset();
                RunBlock(phase, (int)seen);
            }
        }
    }

    private void RunBlock(int phase, int block)
    {
        try
        {
            body(phase, block);
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref failure, exception, null);
            return;
        }

        if (Interlocked.Increment(ref finishedBlocks) == blockCount)
        {
            finishedBlocks = 0;
            Volatile.Write(ref ticket, (long)(phase + 1) << 32);
        }
    }
}

namespace Neuropil.Umap.Tests.Layout;

using System.Collections.Concurrent;

public class PhaseRunnerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_block_of_a_phase_is_done_once_before_the_next_phase_begins(int threads)
    {
        const int PhaseCount = 400;
        const int BlockCount = 7;
        int[,] runs = new int[PhaseCount, BlockCount];
        int[] finished = new int[PhaseCount];
        int early = 0;
        PhaseRunner.Run(PhaseCount, BlockCount, threads, (phase, block) =>
        {
            if (phase > 0 && Volatile.Read(ref finished[phase - 1]) != BlockCount)
            {
                Interlocked.Increment(ref early);
            }

            Interlocked.Increment(ref runs[phase, block]);
            Interlocked.Increment(ref finished[phase]);
        });
        Assert.Equal(0, early);
        Assert.All(runs.Cast<int>(), count => Assert.Equal(1, count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void What_a_phase_writes_the_next_one_reads(int threads)
    {
        // A stencil: each block needs what its neighbours wrote in the phase before.
        const int BlockCount = 16;
        long[][] values = [new long[BlockCount], new long[BlockCount]];
        values[0][0] = 1;
        PhaseRunner.Run(50, BlockCount, threads, (phase, block) =>
        {
            long[] from = values[phase % 2];
            values[1 - (phase % 2)][block] = from[block] + from[(block + 1) % BlockCount] + from[(block + 15) % BlockCount];
        });
        long[] expected = new long[BlockCount];
        expected[0] = 1;
        for (int phase = 0; phase < 50; phase++)
        {
            long[] from = expected;
            expected = [.. Enumerable.Range(0, BlockCount).Select(block => from[block] + from[(block + 1) % BlockCount] + from[(block + 15) % BlockCount])];
        }

        Assert.Equal(expected, values[0]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_failure_ends_the_run_and_is_handed_on(int threads)
    {
        ConcurrentBag<int> phases = [];
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => PhaseRunner.Run(100, 4, threads, (phase, block) =>
        {
            phases.Add(phase);
            if (phase == 3 && block == 1)
            {
                throw new InvalidOperationException("here");
            }
        }));
        Assert.Equal("here", error.Message);
        Assert.Equal(3, phases.Max());
    }

    [Fact]
    public void Nothing_to_do_is_done_at_once()
    {
        PhaseRunner.Run(0, 5, 2, (_, _) => Assert.Fail("no phase"));
        PhaseRunner.Run(5, 1, 4, (_, _) => { });
    }
}

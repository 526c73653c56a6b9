using System.Diagnostics;

namespace Neuropil.Study;

/// <summary>Tells rows a second and the time left of one step.</summary>
internal sealed class StreamClock(string step, long firstRow, long? totalRows, IStreamListener? listener)
{
    private readonly Stopwatch watch = Stopwatch.StartNew();

    public void Tell(long rows)
    {
        double seconds = watch.Elapsed.TotalSeconds;
        double speed = seconds > 0 ? (rows - firstRow) / seconds : 0;
        TimeSpan? left = totalRows is long total && speed > 0 ? TimeSpan.FromSeconds(Math.Min((total - rows) / speed, 1e9)) : null;
        listener?.Progressed(new StreamProgress(step, rows, totalRows, speed, left));
    }
}

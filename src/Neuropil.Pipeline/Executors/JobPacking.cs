namespace Neuropil.Pipeline;

/// <summary>
/// How units become jobs: what is long is a part of its own, short units are bundled until a part lasts long enough; parts that need
/// about the same are one job.
/// </summary>
internal sealed class JobPacking(IJobScheduler scheduler, JobHistory history)
{
    // What a unit is taken to need of which nothing is known.
    private static readonly TimeSpan UsualTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan UsualLimit = TimeSpan.FromHours(2);
    private const int UsualMegabytes = 2048;

    // The margin over what earlier runs took.
    private static readonly TimeSpan TimeMargin = TimeSpan.FromMinutes(5);
    private const int TimeFactor = 2;
    private const double MemoryFactor = 1.5;
    private const int MemoryMargin = 256;
    private static readonly TimeSpan[] TimeClasses = [TimeSpan.FromMinutes(30), TimeSpan.FromHours(4), TimeSpan.FromDays(1)];

    /// <summary>The jobs for units, in their order.</summary>
    public IReadOnlyList<(JobNeeds Needs, IReadOnlyList<IReadOnlyList<PendingUnit>> Parts)> Pack(IEnumerable<PendingUnit> units)
        =>
        [
            .. units
                .GroupBy(MegabytesFor)
                .OrderBy(group => group.Key)
                .SelectMany(group => Parts(group)
                    .Select(part => (Part: part, Time: TimeFor(part)))
                    .GroupBy(part => Array.FindIndex(TimeClasses, most => part.Time <= most))
                    .SelectMany(parts => parts.Chunk(scheduler.LargestJob))
                    .Select(parts => (
                        new JobNeeds(parts.Max(part => part.Time), group.Key, scheduler.ProcessorCount),
                        (IReadOnlyList<IReadOnlyList<PendingUnit>>)[.. parts.Select(part => part.Part)]))),
        ];

    private IEnumerable<IReadOnlyList<PendingUnit>> Parts(IEnumerable<PendingUnit> units)
    {
        List<PendingUnit> bundle = [];
        TimeSpan time = TimeSpan.Zero;
        foreach (PendingUnit unit in units)
        {
            TimeSpan own = history.TimeOf(unit.Unit.Id) ?? UsualTime;
            if (own >= scheduler.ShortestPart || unit.FailedTries > 0)
            {
                yield return [unit];
                continue;
            }

            bundle.Add(unit);
            time += own;
            if (time >= scheduler.ShortestPart)
            {
                yield return bundle;
                bundle = [];
                time = TimeSpan.Zero;
            }
        }

        if (bundle.Count > 0)
        {
            yield return bundle;
        }
    }

    private TimeSpan TimeFor(IReadOnlyList<PendingUnit> part)
    {
        TimeSpan[] known = [.. part.Select(unit => history.TimeOf(unit.Unit.Id)).OfType<TimeSpan>()];
        TimeSpan told = known.Length < part.Count ? UsualLimit : TimeSpan.FromTicks(known.Sum(time => time.Ticks) * TimeFactor) + TimeMargin;
        TimeSpan asked = scheduler.Time ?? told;
        TimeSpan least = part.Max(unit => unit.LeastTime);
        return TimeSpan.FromMinutes(Math.Ceiling((asked > least ? asked : least).TotalMinutes));
    }

    // Powers of two, so that units that need about the same go together.
    private int MegabytesFor(PendingUnit unit)
    {
        int asked = scheduler.Megabytes ?? Rounded(history.MegabytesOf(unit.Unit.Id) is int peak ? (peak * MemoryFactor) + MemoryMargin : UsualMegabytes);
        return Math.Max(asked, unit.LeastMegabytes);
    }

    private static int Rounded(double megabytes)
    {
        int rounded = UsualMegabytes / 4;
        while (rounded < megabytes)
        {
            rounded *= 2;
        }

        return rounded;
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Neuropil.Pipeline;

/// <summary>
/// Runs units as jobs of a cluster's scheduler. Units that become ready are gathered, bundled and asked for together; from then on the
/// files of the jobs are looked at often and the scheduler is asked seldom, once for all jobs. A unit is done when its record is in the
/// store and only then, whatever the scheduler says. Names of jobs are made of the keys of their units, so that a second build finds
/// the jobs of one that was killed.
/// </summary>
internal sealed class JobExecutor : IExecutor
{
    private readonly ArtifactStore store;
    private readonly IJobScheduler scheduler;
    private readonly JobOptions options;
    private readonly JobPace pace;
    private readonly Telling telling;
    private readonly CancellationToken cancellation;
    private readonly JobCalls calls;
    private readonly JobHistory history;
    private readonly JobPacking packing;
    private readonly JobEndings endings;
    private readonly string prefix;
    private readonly Lock gate = new();
    private readonly List<PendingUnit> arrived = [];
    private readonly SemaphoreSlim signal = new(0);
    private readonly List<PendingUnit> waiting = [];
    private readonly List<LiveJob> jobs = [];
    private readonly CancellationTokenSource disposing = new();
    private Task? loop;
    private Exception? broken;
    private DateTime firstArrival;
    private DateTime lastArrival;
    private DateTime lastChange = DateTime.UtcNow;
    private DateTime nextQuery;
    private TimeSpan queryPause;
    private Task<IReadOnlyList<JobPart>?>? query;
    private DateTime lastTold;
    private string told = "";
    private int doneCount;

    public JobExecutor(ArtifactStore store, JobOptions options, Telling telling, CancellationToken cancellation)
    {
        this.store = store;
        this.options = options;
        this.telling = telling;
        this.cancellation = cancellation;
        scheduler = options.Scheduler;
        pace = options.Pace;
        calls = new JobCalls(scheduler, pace, telling);
        history = new JobHistory(store);
        packing = new JobPacking(scheduler, history);
        endings = new JobEndings(scheduler, telling);
        prefix = JobNames.PrefixOf(store);
        queryPause = pace.Query.Least;
    }

    // The scheduler of the cluster decides how many work at once.
    public int SideBySide => int.MaxValue;

    public Task<UnitRecord> Run(Unit unit, UnitKey key, UnitInputs inputs, IProgress<(string Step, double Fraction)> progress)
    {
        PendingUnit pending = new(unit, key, inputs, progress);
        lock (gate)
        {
            if (broken is not null)
            {
                throw broken;
            }

            arrived.Add(pending);
            loop ??= Task.Run(Loop, CancellationToken.None);
        }

        signal.Release();
        return pending.Ending;
    }

    public void Dispose()
    {
        disposing.Cancel();
        loop?.GetAwaiter().GetResult();
        history.Save();
        disposing.Dispose();
        signal.Dispose();
    }

    private async Task Loop()
    {
        using CancellationTokenSource stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation, disposing.Token);
        try
        {
            await Adopt(stopping.Token).ConfigureAwait(false);
            while (!stopping.IsCancellationRequested)
            {
                TakeArrivals();
                LookAtFiles();
                await AskScheduler(stopping.Token).ConfigureAwait(false);
                Resolve();
                Submit(stopping.Token);
                TellWhereItStands();
                await signal.WaitAsync(Pause, stopping.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Below.
        }
        catch (Exception exception)
        {
            Break(exception);
        }

        await calls.Settle().ConfigureAwait(false);
        Leave();
    }

    private TimeSpan Pause => DateTime.UtcNow - lastChange > TimeSpan.FromMinutes(2) ? pace.Tick * 5 : waiting.Count > 0 ? pace.Gathering.Quiet : pace.Tick;

    // The jobs of a build that was stopped or killed are at work still: their units are not asked for again.
    private async Task Adopt(CancellationToken stop)
    {
        IReadOnlyList<JobPart> parts = await calls.Query(prefix, new Dictionary<string, string>(), stop).ConfigureAwait(false);
        foreach (IGrouping<(string Name, string Id), JobPart> live in parts.Where(part => part.IsLive).GroupBy(part => (part.Name, part.Id)))
        {
            JobFolder folder = new(Path.Combine(store.JobsFolder, live.Key.Name));
            (JobNeeds needs, IReadOnlyList<JobOrder> asked) = folder.Orders() ?? (new JobNeeds(TimeSpan.Zero, 0, 0), []);
            ILookup<int, JobOrder> orders = asked.ToLookup(order => order.Part);
            LivePart[] own = [.. live.Select(part => new LivePart(part.Part, [.. orders[part.Part].Select(order => order.KeyHash)]) { Phase = part.Phase, IsKnown = true })];
            jobs.Add(new LiveJob(folder, needs, own) { Id = live.Key.Id });
        }

        if (jobs.Count > 0)
        {
            telling.Waiting($"{scheduler.Name}: {Count(jobs.Count, "job")} of an earlier run found again ({string.Join(", ", jobs.Select(job => job.Id))}); nothing that they do is asked for twice.");
        }

        RemoveOldFolders();
    }

    private void TakeArrivals()
    {
        lock (gate)
        {
            foreach (PendingUnit unit in arrived)
            {
                if (jobs.SelectMany(job => job.Parts).FirstOrDefault(part => !part.IsResolved && part.Keys.Contains(unit.KeyHash)) is { } part)
                {
                    part.Units[unit.KeyHash] = unit;
                }
                else
                {
                    AskAgain(unit);
                }
            }

            arrived.Clear();
        }
    }

    private void AskAgain(PendingUnit unit)
    {
        lastArrival = DateTime.UtcNow;
        firstArrival = waiting.Count == 0 ? lastArrival : firstArrival;
        waiting.Add(unit);
        unit.Report("waiting to be asked for");
    }

    // What jobs tell in their files is there before the scheduler knows.
    private void LookAtFiles()
    {
        foreach (LiveJob job in jobs)
        {
            Dictionary<string, long> lengths = EventLengths(job.Folder.FullPath);
            foreach (LivePart part in job.Parts.Where(part => !part.IsResolved))
            {
                string path = job.Folder.EventsPath(part.Number);
                if (lengths.GetValueOrDefault(Path.GetFileName(path)) is long length && length > part.EventsLength)
                {
                    part.EventsLength = length;
                    Hear(job, part, path);
                }
            }
        }
    }

    private void Hear(LiveJob job, LivePart part, string path)
    {
        lastChange = DateTime.UtcNow;
        foreach (JobEvent heard in JobEvent.Read(path))
        {
            part.Hear(heard);
            if (heard.Kind == JobEventKind.Begun && part.Units.TryGetValue(heard.KeyHash, out PendingUnit? unit) && !unit.IsEnded)
            {
                unit.Report($"running in job {job.Id}");
            }
        }
    }

    private async Task AskScheduler(CancellationToken stop)
    {
        if (query is { IsCompleted: true })
        {
            IReadOnlyList<JobPart>? parts = await query.ConfigureAwait(false);
            query = null;
            bool isNew = parts is not null && Hear(parts);
            queryPause = isNew ? pace.Query.Least : TimeSpan.FromTicks(Math.Min(pace.Query.Most.Ticks, queryPause.Ticks * 3 / 2));
            nextQuery = DateTime.UtcNow + queryPause;
        }

        LiveJob[] asked = [.. jobs.Where(job => job.Id is not null && !job.IsEnded)];
        if (query is null && asked.Length > 0 && DateTime.UtcNow >= nextQuery)
        {
            query = calls.TryQuery(prefix, asked.ToDictionary(job => job.Folder.Name, job => job.Id!, StringComparer.Ordinal), stop);
        }
    }

    private bool Hear(IReadOnlyList<JobPart> parts)
    {
        bool isNew = false;
        Dictionary<(string, string, int), JobPart> told = [];
        foreach (JobPart part in parts)
        {
            told[(part.Name, part.Id, part.Part)] = part;
        }

        foreach (LiveJob job in jobs.Where(job => job.Id is not null))
        {
            foreach (LivePart part in job.Parts.Where(part => !part.IsResolved && part.End is null))
            {
                JobPart? now = told.GetValueOrDefault((job.Folder.Name, job.Id!, part.Number));
                part.MissingCount = now is null ? part.MissingCount + 1 : 0;
                part.IsKnown |= now is not null;
                if (now is null && part.MissingCount >= 2 && DateTime.UtcNow - job.TakenAt > pace.UnknownGrace)
                {
                    now = new JobPart(job.Folder.Name, job.Id!, part.Number, JobPhase.NodeFailed, "no longer known to the scheduler");
                }

                isNew |= now is not null && now.Phase != part.Phase;
                if (now is { IsLive: false })
                {
                    part.End = now;
                    part.EndedAt = DateTime.UtcNow;
                }
                else if (now is not null && now.Phase != part.Phase)
                {
                    part.Phase = now.Phase;
                    Report(part, now.Phase == JobPhase.Queued ? $"queued in job {job.Id}" : $"running in job {job.Id}");
                }
            }
        }

        lastChange = isNew ? DateTime.UtcNow : lastChange;
        return isNew;
    }

    private static void Report(LivePart part, string step)
    {
        foreach (PendingUnit unit in part.Open.Take(1))
        {
            unit.Report(step);
        }
    }

    private void Resolve()
    {
        foreach (LiveJob job in jobs)
        {
            foreach (LivePart part in job.Parts.Where(part => !part.IsResolved))
            {
                foreach (PendingUnit unit in part.Open)
                {
                    ResolveByRecord(part, unit);
                }

                if (part.End is { } end)
                {
                    ResolveByEnd(job, part, end);
                }
            }
        }

        foreach (LiveJob refused in jobs.Where(job => job.Refusal is not null))
        {
            foreach (PendingUnit unit in refused.Parts.SelectMany(part => part.Open))
            {
                unit.Fail(refused.Refusal!);
            }
        }

        jobs.RemoveAll(job => job.IsEnded || job.Refusal is not null);
    }

    private void ResolveByRecord(LivePart part, PendingUnit unit)
    {
        JobEvent? heard = part.Events.GetValueOrDefault(unit.KeyHash);
        bool mayBeThere = part.End is not null || heard?.Kind == JobEventKind.Done;
        if (mayBeThere && store.Find(unit.Unit.Id, unit.KeyHash) is { } record && record.Outputs.Values.All(store.Holds))
        {
            lastChange = DateTime.UtcNow;
            doneCount++;
            history.Took(unit.Unit.Id, record.Duration, heard?.Megabytes ?? 0);
            unit.Complete(record);
        }
        else if (heard?.Kind == JobEventKind.Failed)
        {
            unit.Fail(new JobException(heard.Text, heard.Details));
        }
        else if (heard?.Kind == JobEventKind.Damaged)
        {
            unit.Fail(new DamagedObjectException(heard.Text));
        }
    }

    private void ResolveByEnd(LiveJob job, LivePart part, JobPart end)
    {
        bool mayStillCome = end.Phase == JobPhase.Completed || part.Events.Values.Any(told => told.Kind == JobEventKind.Done && part.Units.TryGetValue(told.KeyHash, out PendingUnit? unit) && !unit.IsEnded);
        if (part.Open.Any() && mayStillCome && DateTime.UtcNow - part.EndedAt < pace.RecordGrace)
        {
            return;
        }

        part.IsResolved = true;
        foreach (PendingUnit unit in part.Open.ToArray())
        {
            if (endings.AskAgain(job, part, end, unit))
            {
                AskAgain(unit);
            }
        }
    }

    private void Submit(CancellationToken stop)
    {
        DateTime now = DateTime.UtcNow;
        if (waiting.Count == 0 || (now - lastArrival < pace.Gathering.Quiet && now - firstArrival < pace.Gathering.Most))
        {
            return;
        }

        foreach ((JobNeeds needs, IReadOnlyList<IReadOnlyList<PendingUnit>> bundles) in packing.Pack(waiting))
        {
            LivePart[] parts = [.. bundles.Select((bundle, index) => new LivePart(index + 1, [.. bundle.Select(unit => unit.KeyHash)]))];
            foreach ((LivePart part, IReadOnlyList<PendingUnit> bundle) in parts.Zip(bundles))
            {
                foreach (PendingUnit unit in bundle)
                {
                    part.Units[unit.KeyHash] = unit;
                }
            }

            JobFolder folder = FolderFor(parts.SelectMany(part => part.Keys));
            JobOrder[] orders = [.. bundles.SelectMany((bundle, index) => bundle.Select(unit => unit.OrderIn(index + 1)))];
            store.Files.CreateFolder(folder.FullPath);
            store.Files.WriteSealed(folder.OrdersPath, JobOrder.ToText(needs, orders), store.ScratchFolder);
            LiveJob job = new(folder, needs, parts);
            jobs.Add(job);
            calls.Submit(job, prefix, new JobRequest
            {
                Name = folder.Name,
                Folder = folder.FullPath,
                PartCount = parts.Length,
                Command = [.. options.Command, $"--orders={folder.OrdersPath}"],
                Needs = needs,
            }, stop);
        }

        waiting.Clear();
        lastChange = now;
        queryPause = pace.Query.Least;
        nextQuery = now + queryPause;
    }

    // The keys decide the name; a number tells a second try from the first.
    private JobFolder FolderFor(IEnumerable<string> keys)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', keys))))[..12];
        int number = 1;
        string path;
        do
        {
            path = Path.Combine(store.JobsFolder, string.Create(CultureInfo.InvariantCulture, $"{prefix}{hash}-{number++}"));
        }
        while (Directory.Exists(path));

        return new JobFolder(path);
    }

    private void TellWhereItStands()
    {
        LivePart[] parts = [.. jobs.SelectMany(job => job.Parts).Where(part => !part.IsResolved)];
        int queued = waiting.Count + parts.Where(part => part.Phase == JobPhase.Queued).Sum(part => part.Open.Count());
        int running = parts.Where(part => part.Phase == JobPhase.Running).Sum(part => part.Open.Count());
        string line = string.Create(CultureInfo.InvariantCulture, $"{scheduler.Name}: {Count(queued, "unit")} queued, {running} running, {doneCount} done.");
        if (line != told && queued + running > 0 && DateTime.UtcNow - lastTold >= pace.Telling)
        {
            told = line;
            lastTold = DateTime.UtcNow;
            telling.Waiting(line);
        }
    }

    private void Break(Exception exception)
    {
        PendingUnit[] left;
        lock (gate)
        {
            broken = exception;
            left = [.. arrived];
            arrived.Clear();
        }

        foreach (PendingUnit unit in left.Concat(waiting).Concat(jobs.SelectMany(job => job.Parts).SelectMany(part => part.Open)))
        {
            unit.Fail(exception);
        }

        waiting.Clear();
    }

    // A run that was stopped leaves its jobs at work, for the next one to find. One that came to its end needs none that are left: they
    // are an earlier run's.
    private void Leave()
    {
        LiveJob[] left = [.. jobs.Where(job => job.Id is not null && job.Parts.Any(part => !part.IsResolved && (part.Open.Any() || part.Units.Count < part.Keys.Count || part.Keys.Count == 0)))];
        if (cancellation.IsCancellationRequested)
        {
            lock (gate)
            {
                foreach (PendingUnit unit in arrived.Concat(waiting).Concat(jobs.SelectMany(job => job.Parts).SelectMany(part => part.Open)))
                {
                    unit.Stop();
                }

                broken = new OperationCanceledException(cancellation);
            }

            if (left.Length > 0 && scheduler.OutlivesController)
            {
                telling.Waiting($"{scheduler.Name}: {Count(left.Length, "job")} ({string.Join(", ", left.Select(job => job.Id))}) still at work; the next run finds them again. --target=CancelJobs ends them.");
                return;
            }
        }

        if (left.Length > 0)
        {
            try
            {
                scheduler.Cancel([.. left.Select(job => job.Id!)]);
                telling.Waiting($"{scheduler.Name}: {Count(left.Length, "job")} ({string.Join(", ", left.Select(job => job.Id))}) cancelled: this run does not need them.");
            }
            catch (JobRefusedException exception)
            {
                telling.Waiting($"{scheduler.Name}: {Count(left.Length, "job")} ({string.Join(", ", left.Select(job => job.Id))}) could not be cancelled: {exception.Message}");
            }
        }
    }

    private void RemoveOldFolders()
    {
        if (!Directory.Exists(store.JobsFolder))
        {
            return;
        }

        HashSet<string> live = [.. jobs.Select(job => job.Folder.FullPath)];
        foreach (string folder in Directory.EnumerateDirectories(store.JobsFolder).Where(folder => !live.Contains(folder)))
        {
            try
            {
                store.Files.Disk.Delete(folder);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // The next run tries again.
            }
        }
    }

    private static Dictionary<string, long> EventLengths(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).EnumerateFiles("events-*").ToDictionary(file => file.Name, file => file.Length, StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}

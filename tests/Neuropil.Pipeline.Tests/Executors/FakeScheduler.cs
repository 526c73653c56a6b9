using System.Globalization;

namespace Neuropil.Pipeline.Tests;

/// <summary>A scheduler that runs parts in this process, and ends those that a test names in a way of its own.</summary>
internal sealed class FakeScheduler(ToyPipeline toy) : IJobScheduler
{
    private readonly Lock gate = new();
    private readonly List<JobPart> parts = [];

    public string Name => "fake";

    public int LargestJob { get; init; } = 1000;

    public int ProcessorCount => 1;

    public bool OutlivesController => true;

    public TimeSpan ShortestPart { get; init; } = TimeSpan.FromMinutes(1);

    public TimeSpan? Time { get; init; } = TimeSpan.FromMinutes(10);

    public int? Megabytes { get; init; } = 100;

    public List<JobRequest> Requests { get; } = [];

    public List<string> Cancelled { get; } = [];

    /// <summary>Refuses a job: how often the scheduler was asked before.</summary>
    public Action<int> BeforeSubmit { get; set; } = _ => { };

    /// <summary>How a part ends without running; null: it runs. Gets the number of the job, from 1, and the units of the part.</summary>
    public Func<int, string[], (JobPhase Phase, int? ExitCode)?> Ends { get; set; } = (_, _) => null;

    public int AskedCount { get; private set; }

    public string Submit(JobRequest job)
    {
        BeforeSubmit(AskedCount++);
        Requests.Add(job);
        string id = Requests.Count.ToString(CultureInfo.InvariantCulture);
        int number = Requests.Count;
        string ordersPath = Path.Combine(job.Folder, "orders");
        for (int part = 1; part <= job.PartCount; part++)
        {
            int own = part;
            string[] units = [.. JobOrder.Read(ordersPath)!.Value.Orders.Where(order => order.Part == own).Select(order => order.Unit)];
            if (Ends(number, units) is { } end)
            {
                Set(new JobPart(job.Name, id, part, end.Phase, end.Phase.ToString(), end.ExitCode));
                continue;
            }

            bool isDone = JobWork.Run(toy.Graph(), ordersPath, part, new RunOptions { ThreadCount = 1 }, new RecordingListener(), new FakeCode("Toy.Words", toy.Code, "count"), FastDisk.Instance);
            Set(new JobPart(job.Name, id, part, isDone ? JobPhase.Completed : JobPhase.Failed, "ended", isDone ? 0 : 1));
        }

        return id;
    }

    public void Set(JobPart part)
    {
        lock (gate)
        {
            parts.Add(part);
        }
    }

    public IReadOnlyList<JobPart> Query(string prefix, IReadOnlyDictionary<string, string> jobs)
    {
        lock (gate)
        {
            return [.. parts.Where(part => part.Name.StartsWith(prefix, StringComparison.Ordinal))];
        }
    }

    public void Cancel(IReadOnlyCollection<string> ids) => Cancelled.AddRange(ids);

    public string Remedy(JobPhase phase, int? exitCode) => $"Do something about {phase}.";
}

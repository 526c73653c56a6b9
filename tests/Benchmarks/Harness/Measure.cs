using System.Diagnostics;
using System.Globalization;

namespace Neuropil.Benchmarks;

/// <summary>Times benchmarks, each into lines of the table.</summary>
internal sealed class Measure(string room) : IDisposable
{
    private readonly Dictionary<string, PeerProcess> peers = [];

    public IEnumerable<Line> Of(Benchmark benchmark)
    {
        if (benchmark.GrowthSizes.Count > 0)
        {
            return [Growth(benchmark)];
        }

        return benchmark.InChild ? Child(benchmark, coldTime: true) : [.. Compared(benchmark), .. Child(benchmark, coldTime: false)];
    }

    public void Dispose()
    {
        foreach (PeerProcess peer in peers.Values)
        {
            peer.Dispose();
        }
    }

    /// <summary>What the child process does: the work once, then its time and peak memory on one line.</summary>
    public static void RunAsChild(Benchmark benchmark)
    {
        Action work = benchmark.Prepare();
        Stopwatch watch = Stopwatch.StartNew();
        work();
        double seconds = watch.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"child {seconds:R} {Process.GetCurrentProcess().PeakWorkingSet64}"));
    }

    private IEnumerable<Line> Compared(Benchmark benchmark)
    {
        Action work = benchmark.Prepare();
        WarmUp(work);
        List<double> ours = [];
        Dictionary<PeerCall, List<double>> theirs = [];
        Dictionary<PeerCall, string> failures = [];
        foreach (PeerCall call in benchmark.Peers)
        {
            theirs[call] = [];
            Try(call, failures, () => Serving(call).Run(call));
        }

        for (int run = 0; run < benchmark.Runs; run++)
        {
            ours.Add(Seconds(work));
            foreach (PeerCall call in benchmark.Peers)
            {
                if (run < call.Runs && !failures.ContainsKey(call))
                {
                    Try(call, failures, () => theirs[call].Add(Serving(call).Run(call)));
                }
            }
        }

        double own = Median(ours);
        if (benchmark.Peers.Count == 0 || benchmark.ReachSeconds is not null)
        {
            yield return Line.OfTime(benchmark.Name, own, benchmark.ReachSeconds);
        }

        foreach (PeerCall call in benchmark.Peers)
        {
            yield return failures.TryGetValue(call, out string? failure)
                ? new Line(benchmark.Name, Line.Time(own), $"{call.Name}: {failure}", "–", Bar(call), null)
                : Line.OfRatio(benchmark.Name, own, call.Name, Median(theirs[call]), call.Reach);
        }
    }

    /// <summary>Once, and again for half a second: short work would else be timed while it is still being compiled.</summary>
    private static void WarmUp(Action work)
    {
        Stopwatch watch = Stopwatch.StartNew();
        do
        {
            work();
        }
        while (watch.Elapsed.TotalSeconds < 0.5);
    }

    private static string Bar(PeerCall call) => call.Reach is double reach ? Line.Ratio(reach) : "–";

    private IEnumerable<Line> Child(Benchmark benchmark, bool coldTime)
    {
        bool measuresMemory = benchmark.MeasureMemory || benchmark.ReachPeakMegabytes is not null;
        if (!coldTime && !measuresMemory)
        {
            yield break;
        }

        string program = Path.Combine(AppContext.BaseDirectory, "Benchmarks.dll");
        using Process child = Process.Start(new ProcessStartInfo("dotnet", [program, "--child", room, benchmark.Name]) { RedirectStandardOutput = true })!;
        string output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        string[]? answer = output.Split('\n').Select(line => line.Split(' ')).LastOrDefault(words => words is ["child", _, _]);
        if (answer is null)
        {
            yield return new Line(benchmark.Name, "failed", "–", "–", "–", false);
            yield break;
        }

        if (coldTime)
        {
            yield return Line.OfTime(benchmark.Name + ", cold", double.Parse(answer[1], CultureInfo.InvariantCulture), benchmark.ReachSeconds);
        }

        double megabytes = double.Parse(answer[2], CultureInfo.InvariantCulture) / 1e6;
        yield return new Line(
            benchmark.Name + ", peak memory",
            Line.Text($"{megabytes:0} MB"),
            "–",
            "–",
            benchmark.ReachPeakMegabytes is double most ? Line.Text($"≤ {most:0} MB") : "–",
            benchmark.ReachPeakMegabytes is double bar ? megabytes <= bar : null);
    }

    private static Line Growth(Benchmark benchmark)
    {
        List<(double Size, double Seconds)> points = [];
        benchmark.GrowthStep(benchmark.GrowthSizes[0])();
        foreach (int size in benchmark.GrowthSizes)
        {
            Action work = benchmark.GrowthStep(size);
            double seconds = Seconds(work);
            points.Add((size, size > 500_000 ? seconds : Math.Min(seconds, Seconds(work))));
        }

        double meanX = points.Average(point => Math.Log(point.Size));
        double meanY = points.Average(point => Math.Log(point.Seconds));
        double slope = points.Sum(point => (Math.Log(point.Size) - meanX) * (Math.Log(point.Seconds) - meanY))
            / points.Sum(point => Math.Pow(Math.Log(point.Size) - meanX, 2));
        string times = string.Join(", ", points.Select(point => Line.Text($"{point.Size:N0}: {Line.Time(point.Seconds)}")));
        return new Line(
            benchmark.Name, times, "–", Line.Text($"slope {slope:0.00}"), Line.Text($"≤ {benchmark.GrowthReach:0.0#}"), slope <= benchmark.GrowthReach);
    }

    private PeerProcess Serving(PeerCall call)
    {
        if (!peers.TryGetValue(call.Script, out PeerProcess? peer))
        {
            peer = new PeerProcess(call.Script);
            peers.Add(call.Script, peer);
        }

        return peer;
    }

    private static void Try(PeerCall call, Dictionary<PeerCall, string> failures, Action action)
    {
        try
        {
            action();
        }
        catch (Exception failure) when (failure is InvalidOperationException or IOException)
        {
            failures[call] = failure.Message;
        }
    }

    private static double Seconds(Action work)
    {
        GC.Collect();
        Stopwatch watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalSeconds;
    }

    private static double Median(List<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}

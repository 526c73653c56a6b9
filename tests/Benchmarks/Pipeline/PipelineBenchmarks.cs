using Neuropil.Pipeline;

namespace Neuropil.Benchmarks;

/// <summary>What the engine itself costs where nothing is to be done.</summary>
public sealed class PipelineBenchmarks : IBenchmarks
{
    private const int Megabyte = 1 << 20;

    public sealed record Options(int Number);

    public sealed record Inputs(Artifact<string>? Before, FileInput? File);

    public sealed record Outputs(Artifact<string> Text);

    public string Room => "pipeline";

    public IEnumerable<Benchmark> Benchmarks(bool quick) =>
    [
        new Benchmark("nothing to do in 1,000 units") { Prepare = () => NothingToDo(Chains(1000)) },
        new Benchmark("nothing to do in 10,000 units") { Prepare = () => NothingToDo(Chains(10_000)), ReachSeconds = 1 },
        new Benchmark("nothing to do with 1 GB of unchanged inputs") { Prepare = () => NothingToDo(LargeFiles(10, 100)), ReachSeconds = 0.5 },
    ];

    private static Action NothingToDo(IReadOnlyList<Unit> graph)
    {
        string folder = Path.Combine(Scratch.Folder, Guid.NewGuid().ToString("N"));
        Run(graph, folder);

        // Files as young as this are read again, since their times do not tell them apart.
        Thread.Sleep(TimeSpan.FromSeconds(2.5));
        Run(graph, folder);
        return () => Run(graph, folder);
    }

    private static void Run(IReadOnlyList<Unit> graph, string folder)
    {
        RunReport report = new PipelineRunner(folder).Run(graph, ["step"], new RunOptions(), new Silent());
        if (!report.Succeeded)
        {
            throw new InvalidOperationException(report.Failed.First().ToString());
        }
    }

    // Chains of ten, each unit reading the one before it.
    private static Unit[] Chains(int count)
    {
        List<Unit> units = [];
        Artifact<string>? before = null;
        for (int number = 0; number < count; number++)
        {
            Unit<Outputs> unit = Step(number, new(number % 10 == 0 ? null : before, null));
            before = unit.Outputs.Text;
            units.Add(unit);
        }

        return [.. units];
    }

    private static Unit[] LargeFiles(int count, int megabytes) => [.. Enumerable.Range(0, count).Select(number =>
    {
        string path = Path.Combine(Scratch.Folder, $"large-{number}.bin");
        using (FileStream stream = File.Create(path))
        {
            byte[] block = new byte[Megabyte];
            Array.Fill(block, (byte)number);
            for (int written = 0; written < megabytes; written++)
            {
                stream.Write(block);
            }
        }

        return Step(number, new(null, new FileInput(path)));
    })];

    private static Unit<Outputs> Step(int number, Inputs inputs) => Unit.Of(
        new UnitId("step", $"{number}"),
        new Options(number),
        inputs,
        new Outputs(new($"step/{number}.txt", Codecs.Text)),
        static (options, context) => context.Write(context.Outputs.Text, $"{options.Number} {(context.Inputs.Before is null ? "" : context.Read(context.Inputs.Before))}"));

    /// <summary>A folder for the run of the program.</summary>
    private static class Scratch
    {
        public static string Folder { get; } = Make();

        private static string Make()
        {
            string folder = Directory.CreateTempSubdirectory("neuropil-benchmark-").FullName;
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
            return folder;
        }
    }

    private sealed class Silent : IRunListener
    {
        public void Waiting(string message)
        {
        }

        public void Started(UnitId unit, IReadOnlyList<string> reasons)
        {
        }

        public void Progressed(UnitId unit, string step, double fraction)
        {
        }

        public void Finished(UnitResult result)
        {
        }
    }
}

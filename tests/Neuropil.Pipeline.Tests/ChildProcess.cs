using System.Diagnostics;

namespace Neuropil.Pipeline.Tests;

/// <summary>Runs the toy pipeline in a process of its own, slowly, so that tests can meet it in the middle or kill it there.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process process;

    private ChildProcess(Process process) => this.process = process;

    /// <summary>The program: brings the toy pipeline in a folder up to date, with a pause in each unit, and tells what it does.</summary>
    public static int Main(string[] arguments)
    {
        using ToyPipeline toy = new(arguments[0], isGuest: true);
        TimeSpan pause = TimeSpan.FromMilliseconds(int.Parse(arguments[1]));
        toy.BeforeRun = context =>
        {
            switch (context)
            {
                case UnitContext<ToyUnits.ReadInputs, ToyUnits.ReadOutputs> read:
                    read.Write(read.Outputs.Words, "half wri");
                    break;
                case UnitContext<ToyUnits.CountInputs, ToyUnits.CountOutputs> count:
                    count.Write(count.Outputs.Counts, "half wri");
                    break;
                default:
                    break;
            }

            Console.WriteLine($"working {context.Id}");
            Thread.Sleep(pause);
        };
        return toy.Run(new RunOptions { ThreadCount = 2 }, new ConsoleTeller()).Succeeded ? 0 : 1;
    }

    public static ChildProcess Start(ToyPipeline toy, TimeSpan pause)
    {
        ProcessStartInfo start = new("dotnet", [typeof(ChildProcess).Assembly.Location, toy.Folder, $"{(int)pause.TotalMilliseconds}"])
        {
            RedirectStandardOutput = true,
        };
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>Waits until the program has told a line that begins so; tells whether it did before it ended.</summary>
    public bool WaitForLine(string beginning)
    {
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line.StartsWith(beginning, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public (int ExitCode, string Output) End()
    {
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            Kill();
        }

        process.Dispose();
    }

    private sealed class ConsoleTeller : IRunListener
    {
        public void Waiting(string message) => Console.WriteLine($"waiting: {message}");

        public void Started(UnitId unit, IReadOnlyList<string> reasons) => Console.WriteLine($"start {unit}");

        public void Progressed(UnitId unit, string step, double fraction)
        {
        }

        public void Finished(UnitResult result) => Console.WriteLine(result);
    }
}

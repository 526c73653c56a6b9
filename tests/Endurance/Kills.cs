using System.Diagnostics;
using System.Globalization;

namespace Neuropil.Endurance;

/// <summary>
/// A cold run of the sample is killed at a random moment, then run to its end: at the moment of the kill the folder shows one whole run
/// or none, and the end has the undisturbed run's bytes. The moments come from a seed.
/// </summary>
internal static class Kills
{
    private const int Seed = 20_260;

    public static void Run(Playground playground, int rounds, Count count)
    {
        Stopwatch watch = Stopwatch.StartNew();
        count.Note("undisturbed run", playground.Run());
        TimeSpan undisturbed = watch.Elapsed;
        SortedDictionary<string, string> expected = Shown.There(playground.Artifacts);
        Random random = new(Seed);
        int early = 0;
        for (int round = 1; round <= rounds; round++)
        {
            playground.Clear();
            TimeSpan moment = undisturbed * random.NextDouble();
            using (Process process = playground.Start())
            {
                early += process.WaitForExit(moment) ? 1 : 0;
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
            }

            IReadOnlyList<string> torn = Shown.Faults(playground.Artifacts);
            IReadOnlyList<string> ended = playground.Run();
            count.Note(
                string.Create(CultureInfo.InvariantCulture, $"kill {round} after {moment.TotalSeconds:0.000} s"),
                [.. torn.Select(fault => $"when killed {fault}"), .. ended, .. Shown.Faults(playground.Artifacts), .. Shown.Differences(expected, Shown.There(playground.Artifacts))]);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rounds} kills within {undisturbed.TotalSeconds:0.0} s of a cold run; {early} runs had ended before."));
    }
}

using System.Diagnostics;

namespace Neuropil.Endurance;

/// <summary>Five builds of unlike settings begin at once in one folder: whoever is last, the folder shows one of the five, whole.</summary>
internal static class UnlikeBuilds
{
    private static readonly string[][] Settings =
    [
        [],
        ["--seed=7"],
        ["--Study_Groups=ss,cr"],
        ["--Evaluate_Folds=none"],
        ["--Cluster_pv_MinSamples=6"],
    ];

    public static void Run(Playground playground, int rounds, Count count)
    {
        SortedDictionary<string, string>[] expected = [.. Settings.Select(Alone)];
        for (int round = 1; round <= rounds; round++)
        {
            Process[] builds = [.. Settings.Select(playground.Start)];
            List<string> faults = [];
            foreach (Process build in builds)
            {
                string errors = build.StandardError.ReadToEnd();
                build.WaitForExit();
                faults.AddRange(build.ExitCode == 0 ? [] : [$"exit {build.ExitCode}: {errors.Trim()}"]);
                build.Dispose();
            }

            SortedDictionary<string, string> there = Shown.There(playground.Artifacts);
            faults.AddRange(Shown.Faults(playground.Artifacts));
            faults.AddRange(expected.Any(one => Shown.Differences(one, there).Count == 0) ? [] : ["what is shown is none of the five runs"]);
            count.Note($"five builds, round {round}", faults);
        }

        SortedDictionary<string, string> Alone(string[] settings)
        {
            count.Note($"alone with {string.Join(' ', settings)}", playground.Run(settings));
            return Shown.There(playground.Artifacts);
        }
    }
}

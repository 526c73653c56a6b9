using System.Diagnostics;
using System.Globalization;
using Neuropil.Tables;

namespace Neuropil.Fuzz;

/// <summary>Reads many altered files of every target. A find is an error that is no refusal, a file that takes more than ten seconds, and a workbook that gives other values although its archive has checksums.</summary>
internal static class Proof
{
    private const int MostFinds = 20;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public static int Run(IReadOnlyList<string> targets, int count)
    {
        int failed = 0;
        foreach (string target in targets)
        {
            failed += Of(target, count) == 0 ? 0 : 1;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{targets.Count - failed} passed, {failed} failed"));
        return failed == 0 ? 0 : 1;
    }

    private static int Of(string target, int count)
    {
        IReadOnlyList<byte[]> seeds = Seeds.Of(target);
        Dictionary<byte[], string?> cells = [];
        Stopwatch watch = Stopwatch.StartNew();
        TimeSpan slowest = TimeSpan.Zero;
        int finds = 0;
        for (int number = 0; number < count && finds < MostFinds; number++)
        {
            byte[] altered = Mutator.Altered(seeds, target, number, out byte[] from, out bool isRepacked);
            TimeSpan before = watch.Elapsed;
            string? find = Find(target, altered);
            TimeSpan took = watch.Elapsed - before;
            slowest = took > slowest ? took : slowest;
            if (find is null && took > Longest)
            {
                find = string.Create(CultureInfo.InvariantCulture, $"took {took.TotalSeconds:F1} s");
            }

            if (find is null && target == "xlsx" && !isRepacked)
            {
                cells.TryAdd(from, CellsOf(from));
                find = CellsOf(altered) is string read && cells[from] is string was && read != was ? "gives other values" : null;
            }

            if (find is not null)
            {
                finds++;
                string path = Keep(target, number, altered);
                Console.WriteLine($"{target} {number.ToString(CultureInfo.InvariantCulture)}: {find} ({path})");
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{target}: {count} altered files of {seeds.Count} in {watch.Elapsed.TotalSeconds:F0} s, slowest {slowest.TotalSeconds:F2} s, {finds} finds, at most {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB so far"));
        return finds;
    }

    private static string? Find(string target, byte[] file)
    {
        Task<string?> reading = Task.Run(() =>
        {
            try
            {
                Targets.All[target](new MemoryStream(file));
                return null;
            }
            catch (Exception error)
            {
                return $"{error.GetType().Name}: {error.Message} {error.StackTrace?.Split('\n')[0].Trim()}";
            }
        });
        if (reading.Wait(3 * Longest))
        {
            return reading.Result;
        }

        // A reader that does not end cannot be stopped from here.
        string path = Keep(target, -1, file);
        Console.WriteLine($"{target}: does not end ({path})");
        Console.WriteLine("0 passed, 1 failed");
        Environment.Exit(1);
        return null;
    }

    private static string? CellsOf(byte[] file)
    {
        try
        {
            return Targets.CellsOf(new MemoryStream(file), "xlsx");
        }
        catch (TableException)
        {
            return null;
        }
    }

    private static string Keep(string target, int number, byte[] file)
    {
        string folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "neuropil-finds")).FullName;
        string path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{target}-{number}.{target}"));
        File.WriteAllBytes(path, file);
        return path;
    }
}

using System.Diagnostics;
using System.Globalization;
using Neuropil.Fuzz;
using SharpFuzz;

// Fuzz TARGET: reads one file from afl-fuzz after another (see fuzz.sh).
// Fuzz TARGET FILES: reads each once and tells what it took; the exit code is 1 where one was neither read nor refused, or took too much.
// Fuzz prove COUNT [TARGETS]: alters the seeds of each target COUNT times, the same way every time, and reads what came of it (see prove.sh).
const long mostBytes = 1_000_000_000;
if (args.Length > 1 && args[0] == "prove" && int.TryParse(args[1], NumberStyles.None, CultureInfo.InvariantCulture, out int count) && args[2..].All(Targets.All.ContainsKey))
{
    return Proof.Run(args.Length > 2 ? args[2..] : [.. Seeds.Proved], count);
}

if (args.Length == 0 || !Targets.All.TryGetValue(args[0], out Action<Stream>? read))
{
    Console.Error.WriteLine($"Name what to fuzz: {string.Join(", ", Targets.All.Keys)}; then files, or none to be run by afl-fuzz. Or: prove COUNT [TARGETS].");
    return 2;
}

if (args.Length == 1)
{
    Fuzzer.OutOfProcess.Run(stream =>
    {
        using MemoryStream whole = new();
        stream.CopyTo(whole);
        whole.Position = 0;
        read(whole);
    });
    return 0;
}

int finds = 0;
foreach (string path in args[1..])
{
    string told = "read or refused";
    long before = GC.GetTotalAllocatedBytes();
    Stopwatch watch = Stopwatch.StartNew();
    try
    {
        using MemoryStream file = new(File.ReadAllBytes(path));
        read(file);
    }
    catch (Exception error)
    {
        told = error.GetType().Name + ": " + error.Message;
        finds++;
    }

    long bytes = GC.GetTotalAllocatedBytes() - before;
    finds += bytes > mostBytes ? 1 : 0;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {told}, {watch.Elapsed.TotalSeconds:F2} s, {bytes / 1e6:F0} MB"));
}

return finds == 0 ? 0 : 1;

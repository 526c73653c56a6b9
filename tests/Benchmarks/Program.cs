using System.Globalization;
using System.Reflection;
using Neuropil.Benchmarks;

// dotnet run -c Release --project tests/Benchmarks -- umap|hdbscan|learning|…|all [--quick] [--only TEXT]
IBenchmarks[] all = [.. Assembly.GetExecutingAssembly().GetTypes()
    .Where(type => type.IsClass && !type.IsAbstract && type.IsAssignableTo(typeof(IBenchmarks)))
    .OrderBy(type => type.FullName, StringComparer.Ordinal)
    .Select(type => (IBenchmarks)Activator.CreateInstance(type)!)];

if (args is ["--child", string childRoom, string name])
{
    Measure.RunAsChild(all.Where(item => item.Room == childRoom).SelectMany(item => item.Benchmarks(false)).First(item => item.Name == name));
    return 0;
}

bool quick = args.Contains("--quick");
int onlyAt = Array.IndexOf(args, "--only");
string only = onlyAt >= 0 && onlyAt + 1 < args.Length ? args[onlyAt + 1] : "";
string[] known = [.. all.Select(item => item.Room).Distinct().Order(StringComparer.Ordinal)];
string[] rooms = [.. args.Where((argument, index) => !argument.StartsWith("--", StringComparison.Ordinal) && (onlyAt < 0 || index != onlyAt + 1))];
rooms = rooms.Contains("all") ? known : rooms;
if (rooms.Length == 0 || rooms.Except(known).Any())
{
    Console.Error.WriteLine($"Name what to measure: {string.Join(", ", known)} or all; then --quick, --only TEXT.");
    return 2;
}

#if DEBUG
Console.Error.WriteLine("This is a Debug build: its times mean nothing. Use -c Release.");
#endif
bool missed = false;
foreach (string room in rooms)
{
    List<string> table =
    [
        string.Create(CultureInfo.InvariantCulture, $"## {room}, {Environment.ProcessorCount} processors"),
        "",
        "| what | ours | peer | ratio | to reach | met |",
        "|---|---|---|---|---|---|",
    ];
    table.ForEach(Console.WriteLine);
    using Measure measure = new(room);
    foreach (Benchmark benchmark in all.Where(item => item.Room == room).SelectMany(item => item.Benchmarks(quick)))
    {
        if (!benchmark.Name.Contains(only, StringComparison.OrdinalIgnoreCase))
        {
            continue;
        }

        foreach (Line line in measure.Of(benchmark))
        {
            missed |= line.Met == false;
            table.Add(line.Markdown());
            Console.WriteLine(table[^1]);
        }
    }

    string folder = Path.Combine(Folder.Root, "artifacts", "benchmarks");
    Directory.CreateDirectory(folder);
    File.WriteAllLines(Path.Combine(folder, room + ".md"), table);
    Console.WriteLine();
}

return missed ? 1 : 0;

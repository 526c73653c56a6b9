using System.Reflection;
using Neuropil.Determinism;
using Neuropil.Numerics;

// Prints one line a result: its name, a tab, the hash of its bytes. Arguments: the number of threads, and the one case to run.
Execution execution = Execution.With(args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : null);
foreach (Type type in Assembly.GetExecutingAssembly().GetTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
{
    if (type.IsClass && !type.IsAbstract && type.IsAssignableTo(typeof(IDeterministicCase)) && (args.Length < 2 || args[1] == type.Name))
    {
        Results results = new();
        ((IDeterministicCase)Activator.CreateInstance(type)!).Run(execution, results);
        foreach ((string name, string hash) in results.Hashes)
        {
            Console.WriteLine($"{type.Name}: {name}\t{hash}");
        }
    }
}

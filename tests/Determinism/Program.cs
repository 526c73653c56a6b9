using System.Reflection;
using Neuropil.Determinism;
using Neuropil.Numerics;

// Prints one line a result: its name, a tab, the hash of its bytes. The only argument is the number of threads.
Execution execution = Execution.With(args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : null);
foreach (Type type in Assembly.GetExecutingAssembly().GetTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
{
    if (type.IsClass && !type.IsAbstract && type.IsAssignableTo(typeof(IDeterministicCase)))
    {
        Results results = new();
        ((IDeterministicCase)Activator.CreateInstance(type)!).Run(execution, results);
        foreach ((string name, string hash) in results.Hashes)
        {
            Console.WriteLine($"{type.Name}: {name}\t{hash}");
        }
    }
}

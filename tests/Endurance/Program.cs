using System.Globalization;
using Neuropil.Endurance;

// endurance HOST REPOSITORY [ROUNDS]: the compiled build host, the repository whose sample is studied, how many kills.
int rounds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 200;
using Playground playground = new(args[0], args[1]);
Count count = new();
Kills.Run(playground, rounds, count);
UnlikeBuilds.Run(playground, Math.Max(1, rounds / 2), count);
Console.WriteLine($"{count.Passed} passed, {count.Failed} failed");
return count.Failed == 0 ? 0 : 1;

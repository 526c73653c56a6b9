using Neuropil.Numerics;

namespace Neuropil.Determinism.Numerics;

/// <summary>The elementary functions over their ranges.</summary>
public sealed class MathCase : IDeterministicCase
{
    public void Run(Execution execution, Results results)
    {
        Add(results, "exp", DeterministicMath.Exp, -740, 709);
        Add(results, "log", DeterministicMath.Log, 1e-300, 50);
        Add(results, "sin", DeterministicMath.Sin, -1000, 1000);
        Add(results, "cos", DeterministicMath.Cos, -1000, 1000);
        Add(results, "tanh", DeterministicMath.Tanh, -20, 20);
        Add(results, "pow", x => DeterministicMath.Pow(x, 1.75), 1e-9, 40);
    }

    private static void Add(Results results, string name, Func<double, double> function, double from, double to)
    {
        double[] values = new double[4000];
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = function(from + ((to - from) * index / values.Length));
        }

        results.Add(name, values);
    }
}

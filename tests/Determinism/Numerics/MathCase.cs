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
        Add(results, "sin, large", x => DeterministicMath.Sin(x * 1e200), -1000, 1000);
        Add(results, "expm1", DeterministicMath.Expm1, -40, 700);
        Add(results, "exp2", DeterministicMath.Exp2, -1074, 1023);
        Add(results, "log1p", DeterministicMath.Log1p, -0.999, 50);
        Add(results, "log2", DeterministicMath.Log2, 1e-300, 50);
        double[] powers = new double[4000];
        for (int index = 0; index < powers.Length; index++)
        {
            powers[index] = -0.37 * index;
        }

        DeterministicMath.Exp(powers, powers);
        results.Add("exp of many", powers);
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

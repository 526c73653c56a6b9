using System.Reflection;

namespace Neuropil.Pipeline;

/// <summary>What a function carries along besides its arguments.</summary>
internal static class Captures
{
    /// <summary>A static lambda or method carries nothing: its target is missing, or an object without a field.</summary>
    /// <exception cref="ArgumentException">The function carries something, which no key would hold.</exception>
    public static void RequireNone(Delegate function, UnitId unit)
    {
        string[] captured = [.. In(function)];
        if (captured.Length > 0)
        {
            throw new ArgumentException(
                $"{unit}: a function of the unit captures {string.Join(", ", captured)}, which its key does not hold. Make the lambda static and pass it in the options.");
        }
    }

    public static IEnumerable<string> In(Delegate function) => function.Target is null
        ? []
        : function.Target.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Select(field => field.Name);
}

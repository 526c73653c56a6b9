using Neuropil.Numerics;

namespace Neuropil.Determinism;

/// <summary>
/// Results that must have the same bytes whatever the thread count, the processor's instructions and the compiler's tier.
/// A room adds its own by a class in a folder of its own here (parameterless constructor; found by reflection) and nothing else:
/// the program runs all of them, and Determinism.Tests compares the hashes between child processes.
/// Keep each under a second with a plain compiler: some hundred rows are enough, if there are more of them than one block holds.
/// </summary>
public interface IDeterministicCase
{
    /// <summary>Computes with the threads of <paramref name="execution"/> and adds every result under a name of its own.</summary>
    void Run(Execution execution, Results results);
}

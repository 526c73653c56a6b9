using Neuropil.Numerics;

namespace Neuropil.Benchmarks;

/// <summary>One thing that is timed, with what it is compared with and what it is to reach.</summary>
public sealed record Benchmark(string Name)
{
    /// <summary>Makes the data (untimed) and returns the call that is timed. The first call warms up and is not counted.</summary>
    public Func<Action> Prepare { get; init; } = () => () => { };

    /// <summary>Timed calls; the median counts.</summary>
    public int Runs { get; init; } = 5;

    /// <summary>Others that do the same work, timed in turn with ours.</summary>
    public IReadOnlyList<PeerCall> Peers { get; init; } = [];

    /// <summary>Our own time must be at most this, in seconds.</summary>
    public double? ReachSeconds { get; init; }

    /// <summary>The peak memory of a process that does this once must be at most this, in MB (10⁶ bytes). Measured in a child.</summary>
    public double? ReachPeakMegabytes { get; init; }

    /// <summary>Run it in a process of its own, once and cold (its compile time included): for what is too big to repeat.</summary>
    public bool InChild { get; init; }

    /// <summary>Measure the peak memory even without a bar.</summary>
    public bool MeasureMemory { get; init; }

    internal IReadOnlyList<int> GrowthSizes { get; private init; } = [];

    internal Func<int, Action> GrowthStep { get; private init; } = _ => () => { };

    internal double GrowthReach { get; private init; }

    /// <summary>How time grows with size: the slope of a straight line through (log size, log time), to be at most <paramref name="reachSlope"/>.</summary>
    /// <param name="name">What.</param>
    /// <param name="sizes">Sizes, ascending.</param>
    /// <param name="step">Makes the data of a size (untimed) and returns the call to time; each is called twice, the faster counts (once above 500,000).</param>
    /// <param name="reachSlope">The bar.</param>
    public static Benchmark Growth(string name, IReadOnlyList<int> sizes, Func<int, Action> step, double reachSlope)
        => new(name) { GrowthSizes = sizes, GrowthStep = step, GrowthReach = reachSlope };
}

/// <summary>A call of a peer: a function that a script serves.</summary>
/// <param name="Script">Path below tests/Benchmarks, .py or .R.</param>
/// <param name="Function">The function's name in the script.</param>
public sealed record PeerCall(string Script, string Function)
{
    /// <summary>Who, in the table; default: the script's name.</summary>
    public string Name { get; init; } = Path.GetFileNameWithoutExtension(Script);

    /// <summary>Tables the function gets, by argument name; handed over once, before any timing.</summary>
    public Dictionary<string, Matrix> Data { get; } = [];

    /// <summary>Other arguments, as text.</summary>
    public Dictionary<string, string> Parameters { get; } = [];

    /// <summary>peer's time ÷ ours must be at least this.</summary>
    public double? Reach { get; init; }

    /// <summary>Timed calls of the peer, at most the benchmark's own.</summary>
    public int Runs { get; init; } = 3;
}

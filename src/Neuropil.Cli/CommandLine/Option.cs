
namespace Neuropil.Cli;

/// <summary>An option of a verb, without its dashes.</summary>
/// <param name="Name">As <c>min-dist</c>.</param>
/// <param name="Value">What stands for the value in the help, as <c>N</c> or <c>eom|leaf</c>; null: a switch without one.</param>
/// <param name="Description">One line, without a full stop.</param>
/// <param name="Default">What holds without the option, in words; null: nothing, or told in the description.</param>
internal sealed record Option(string Name, string? Value, string Description, string? Default = null)
{
    public bool IsRequired { get; init; }

    public static Option Threads { get; } = new("threads", "N", "threads to work with; the result is the same for any number", "all processors");

    public static Option Columns { get; } = new("columns", "A,B,…", "the columns to use, in this order; the others may hold text", "all");

    public static Option Seed { get; } = new("seed", "N", "seed of the randomness", "42");

    public static Option Out(string what) => new("out", "FILE", what) { IsRequired = true };

    public static Option Metric { get; } = new("metric", "NAME", "euclidean, manhattan, chebyshev, cosine or correlation", "euclidean");
}

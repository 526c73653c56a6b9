namespace Neuropil.Cli;

/// <summary>An option of a verb, without its dashes.</summary>
/// <param name="Name">As <c>min-dist</c>.</param>
/// <param name="Value">What stands for the value in the help, as <c>N</c> or <c>eom|leaf</c>; null: a switch without one.</param>
/// <param name="Description">One line, without a full stop.</param>
/// <param name="Default">What holds without the option, in words; null: nothing, or told in the description.</param>
/// <param name="Property">What the libraries call it in their errors, as <c>MinDistance</c>; null: nothing.</param>
internal sealed record VerbOption(string Name, string? Value, string Description, string? Default = null, string? Property = null)
{
    public bool IsRequired { get; init; }

    /// <summary>The switch beside which a required option may be absent.</summary>
    public string? RequiredUnless { get; init; }

    public OptionRole Role { get; init; }

    /// <summary>The words that the value may be, where it is a choice.</summary>
    public IReadOnlyList<string> Choices { get; init; } = Value is not null && Value.Contains('|', StringComparison.Ordinal) ? Value.Split('|') : [];

    public static VerbOption Threads { get; } =
        new("threads", "N", "threads to work with; the result is the same for any number", "all processors", "ThreadCount");

    public static VerbOption Quiet { get; } = new("quiet", null, "no summary and no notes; warnings and errors stay");

    public static VerbOption Seed { get; } = new("seed", "N", "seed of the randomness", "42", "Seed");

    public static VerbOption Metric { get; } =
        new("metric", "NAME", "euclidean, manhattan, chebyshev, cosine or correlation", "euclidean", "Metric") { Choices = Metrics.Names };

    /// <summary>How every verb reads its table.</summary>
    public static IReadOnlyList<VerbOption> Table { get; } =
    [
        new("columns", "A,B,…", "the columns to use; the others may hold text; \"quotes\" around a name with a comma", "all"),
        new("id", "COLUMN", "a column that names the rows: no feature, but carried into every output"),
        new("skip-missing", null, "leave rows with missing values out; they stay in the output, blank, and column Skipped tells what is missing"),
        new("no-header", null, "the first row is data; the columns are called by their places"),
    ];

    public static VerbOption Out(string what) => new("out", "FILE", what + "; - is standard output") { IsRequired = true, Role = OptionRole.Output };

    /// <summary>A file that is written beside the first.</summary>
    public static VerbOption Also(string name, string what) => new(name, "FILE", "also write " + what) { Role = OptionRole.Output };
}

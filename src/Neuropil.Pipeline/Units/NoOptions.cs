namespace Neuropil.Pipeline;

/// <summary>The options of a unit that has none.</summary>
public sealed record NoOptions
{
    private NoOptions()
    {
    }

    /// <summary>No options.</summary>
    public static NoOptions Value { get; } = new();
}

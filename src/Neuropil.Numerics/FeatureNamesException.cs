namespace Neuropil.Numerics;

/// <summary>The columns given are not those that a model was fitted on; the message names the missing and the extra ones.</summary>
public sealed class FeatureNamesException : ArgumentException
{
    internal FeatureNamesException(string message, string parameter, IReadOnlyList<string> missing, IReadOnlyList<string> extra)
        : base(message, parameter)
    {
        Missing = missing;
        Extra = extra;
    }

    /// <summary>Columns of the model that were not given, in the model's order.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>Columns given that the model does not have, in the order given.</summary>
    public IReadOnlyList<string> Extra { get; }
}

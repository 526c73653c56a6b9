namespace Neuropil.Tables;

/// <summary>What a cell holds.</summary>
internal enum CellKind
{
    Blank,
    Number,
    Text,
    Error,
    Boolean,

    /// <summary>A formula whose value was never computed.</summary>
    Formula,
}

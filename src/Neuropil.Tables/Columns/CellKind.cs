namespace Neuropil.Tables;

/// <summary>What a cell holds.</summary>
public enum CellKind : byte
{
    /// <summary>Nothing.</summary>
    Blank,

    /// <summary>A number, as a workbook or a Parquet file types it.</summary>
    Number,

    /// <summary>Text; every cell of a text file, numbers among them.</summary>
    Text,

    /// <summary>An error value, as <c>#N/A</c>.</summary>
    Error,

    /// <summary><c>TRUE</c> or <c>FALSE</c>.</summary>
    Boolean,

    /// <summary>A formula whose value was never calculated.</summary>
    Formula,

    /// <summary>A date or a time: ISO 8601 as text, no number.</summary>
    Date,
}

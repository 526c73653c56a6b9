namespace Neuropil.Tables;

/// <summary>Why a cell is not what it should be.</summary>
public enum FaultKind
{
    /// <summary>Blank, or a code for a missing value.</summary>
    Missing,

    /// <summary>Text that is no number, or a number outside what is allowed.</summary>
    Value,

    /// <summary>A number with a decimal comma.</summary>
    DecimalComma,

    /// <summary>A number with thousands separators, or with a comma that may be one.</summary>
    Thousands,

    /// <summary>A number with another minus sign than the hyphen.</summary>
    MinusSign,

    /// <summary>An error value of a spreadsheet.</summary>
    Error,

    /// <summary>TRUE or FALSE.</summary>
    Boolean,

    /// <summary>A formula without a value.</summary>
    Formula,

    /// <summary>A date, or a cell that a spreadsheet made one.</summary>
    Date,

    /// <summary>An id that lost digits as a number.</summary>
    RoundedId,
}

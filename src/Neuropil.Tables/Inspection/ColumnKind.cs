namespace Neuropil.Tables;

/// <summary>What the cells of a column hold.</summary>
public enum ColumnKind
{
    /// <summary>Nothing.</summary>
    Empty,

    /// <summary>Whole numbers.</summary>
    Integer,

    /// <summary>Numbers.</summary>
    Number,

    /// <summary>Several numbers a cell.</summary>
    Vector,

    /// <summary>Dates or times.</summary>
    Date,

    /// <summary>TRUE and FALSE.</summary>
    Boolean,

    /// <summary>Texts, or cells of several kinds.</summary>
    Text,
}

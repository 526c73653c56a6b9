namespace Neuropil.Tables;

/// <summary>As what a column's values are stored where the format has types.</summary>
internal enum StoredKind
{
    Text,
    Number,
    Integer,
    Long,
    Unsigned,
}

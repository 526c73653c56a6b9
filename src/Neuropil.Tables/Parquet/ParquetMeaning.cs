namespace Neuropil.Tables;

/// <summary>What a column's values mean.</summary>
internal enum ParquetMeaning
{
    /// <summary>What the stored type says.</summary>
    Plain,
    Text,
    Unsigned,
    Decimal,
    Date,
    TimeMillis,
    TimeMicros,
    TimeNanos,
    TimestampMillis,
    TimestampMicros,
    TimestampNanos,
    Uuid,
    Half,
}

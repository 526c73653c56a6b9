namespace Neuropil.Tables;

/// <summary>What a file holds, by its first bytes.</summary>
internal enum FileContent
{
    Empty,
    Text,
    Tabs,
    Html,
    OpenXmlWorkbook,
    BinaryWorkbook,
    EncryptedWorkbook,
    OtherArchive,
    Parquet,
    Unknown,
}

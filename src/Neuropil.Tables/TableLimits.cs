namespace Neuropil.Tables;

/// <summary>What a table may hold at most: what holds more is refused by the number it exceeds, within 1 GB of memory and ten seconds.</summary>
public static class TableLimits
{
    /// <summary>Columns of a table.</summary>
    public const int Columns = 16_384;

    /// <summary>Bytes of one row of a text file.</summary>
    public const int RowBytes = 16 << 20;

    /// <summary>Bytes of one cell, in UTF-8.</summary>
    public const int CellBytes = 1 << 20;

    /// <summary>Rows above the header that are looked at for it.</summary>
    public const int RowsAboveHeader = 100;

    /// <summary>Bytes of a workbook's shared texts together.</summary>
    public const int SharedTextBytes = 256 << 20;

    /// <summary>Shared texts of a workbook.</summary>
    public const int SharedTexts = 4_000_000;

    /// <summary>Elements within elements in a part of a workbook.</summary>
    public const int XmlDepth = 64;

    /// <summary>Bytes of an old workbook (.xls), which is read as a whole.</summary>
    public const int BinaryWorkbookBytes = 256 << 20;

    /// <summary>How many times its packed size a part of a workbook or a .gz may unpack to, once it is beyond <see cref="UnpackedFreely"/>.</summary>
    public const int UnpackedRatio = 200;

    /// <summary>Bytes that any packed part may unpack to, whatever the ratio.</summary>
    public const int UnpackedFreely = 64 << 20;

    /// <summary>Bytes of a Parquet file's footer.</summary>
    public const int ParquetFooterBytes = 64 << 20;

    /// <summary>Bytes of one Parquet page, unpacked.</summary>
    public const int ParquetPageBytes = 128 << 20;

    /// <summary>Bytes that any Parquet page may unpack to, whatever the ratio.</summary>
    public const int ParquetPageFreely = 16 << 20;

    /// <summary>Bytes that the pages held at one time, one a column, may have together.</summary>
    public const int ParquetHeldBytes = 400 << 20;

    /// <summary>Columns within columns of a Parquet schema.</summary>
    public const int ParquetDepth = 32;

    /// <summary>Problems that are kept in full.</summary>
    public const int Problems = 100_000;

    /// <summary>Files that a folder or a glob may name.</summary>
    public const int Files = 100_000;
}

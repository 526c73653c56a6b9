namespace Neuropil.Tables;

/// <summary>A file that holds a table, packed by gzip or not.</summary>
internal sealed class TableFile : IDisposable
{
    private string? unpacked;

    private TableFile(string path, string name, string extension, bool isPacked) => (Path, Name, Extension, IsPacked) = (path, name, extension, isPacked);

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>As it was named: what errors call it.</summary>
    public string Name { get; }

    /// <summary>The extension in small letters, without the .gz.</summary>
    public string Extension { get; }

    public bool IsPacked { get; }

    public bool IsText => Extension is ".csv" or ".tsv" or ".tab" or ".txt";

    public static bool IsTable(string path) => ExtensionOf(path) is ".xlsx" or ".xlsm" or ".xls" or ".csv" or ".tsv" or ".tab" or ".txt" or ".parquet";

    /// <summary>The file; fails where it is missing, cannot be opened, or is of another kind than its extension says.</summary>
    public static TableFile Open(string path, string name)
    {
        FileInspection.RequireFile(path, name);
        string extension = ExtensionOf(path);
        if (!IsTable(path))
        {
            throw FileInspection.Problem(
                name,
                extension.Length == 0 ? "has no extension" : $"has the extension '{extension}'",
                "a table: .xlsx, .xls, .csv, .tsv, .txt or .parquet, each also .gz",
                extension is ".ods" or ".xlsb" ? "In the spreadsheet program, save the workbook as .xlsx." : "Save the table in one of these formats.");
        }

        TableFile file = new(path, name, extension, path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase));
        FileInspection.RequireContent(file, extension switch
        {
            ".xlsx" or ".xlsm" => FileContent.OpenXmlWorkbook,
            ".xls" => FileContent.BinaryWorkbook,
            ".parquet" => FileContent.Parquet,
            _ => FileContent.Text,
        });
        return file;
    }

    /// <summary>The content, from its start; seekable where the format needs it.</summary>
    public Stream OpenContent()
    {
        if (!IsPacked)
        {
            return FileInspection.Open(Path);
        }

        if (IsText)
        {
            return GzipContent.Open(Path, Name);
        }

        if (unpacked is null)
        {
            string target = System.IO.Path.GetTempFileName();
            unpacked = target;
            using Stream packed = GzipContent.Open(Path, Name);
            using FileStream file = new(target, FileMode.Truncate, FileAccess.Write);
            packed.CopyTo(file);
        }

        return FileInspection.Open(unpacked);
    }

    public void Dispose()
    {
        if (unpacked is not null)
        {
            File.Delete(unpacked);
            unpacked = null;
        }
    }

    private static string ExtensionOf(string path)
    {
        string extension = System.IO.Path.GetExtension(path).ToLowerInvariant();
        return extension == ".gz" ? System.IO.Path.GetExtension(path[..^3]).ToLowerInvariant() : extension;
    }
}

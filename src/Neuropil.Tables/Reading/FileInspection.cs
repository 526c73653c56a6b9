using System.IO.Compression;
using System.Text;
using Neuropil.Numerics;

namespace Neuropil.Tables;

/// <summary>Looks at what a file holds before it is read, so that a wrong one is told by name.</summary>
internal static class FileInspection
{
    private const int HeadLength = 4096;

    /// <summary>Fails where the file is missing, a folder, or cannot be opened.</summary>
    public static void RequireFile(string path, string? name = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        name ??= path;
        if (Directory.Exists(path))
        {
            throw Problem(name, "is a folder", "a file", "Name the table in it.");
        }

        if (!File.Exists(path))
        {
            throw Problem(name, "does not exist" + Neighbour(path), "a table", "Check the path.");
        }

        try
        {
            using FileStream stream = Open(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Problem(name, "cannot be opened: " + exception.Message.TrimEnd('.'), "a file that can be read", "Close the program that holds it, or check its permissions.", exception);
        }
    }

    /// <summary>Fails where the content is another than the extension says.</summary>
    public static void RequireContent(string path, FileContent expected) => Require(path, Path.GetExtension(path), ContentOf(() => Open(path)), expected);

    /// <summary>Fails where the content is another than the extension says.</summary>
    public static void RequireContent(TableFile file, FileContent expected)
    {
        try
        {
            Require(file.Name, file.Extension, ContentOf(file.OpenContent), expected);
        }
        catch (InvalidDataException exception)
        {
            throw Problem(file.Name, "is a damaged .gz file: " + exception.Message.TrimEnd('.'), "a file that gunzip unpacks", "Pack the file again.", exception);
        }
    }

    private static void Require(string path, string extension, FileContent found, FileContent expected)
    {
        if (found == expected || (expected == FileContent.Text && found == FileContent.Tabs))
        {
            return;
        }

        throw found switch
        {
            FileContent.Empty => Problem(path, "is empty (0 bytes)", Describe(expected), "Save the table again."),
            FileContent.EncryptedWorkbook => Problem(
                path, "is protected by a password", "a workbook that opens without one", "In the spreadsheet program, save a copy without a password."),
            FileContent.OtherArchive or FileContent.Unknown => Problem(
                path, $"is not {Describe(expected)}: its content is {Describe(found)}", Describe(expected), "Name another file, or save the table as .xlsx or .csv."),
            FileContent.Html => Problem(
                path,
                $"has the extension '{extension}', but its content is a web page (HTML) with a table",
                Describe(expected),
                "Open it in a spreadsheet program and save it as a workbook (.xlsx)."),
            FileContent.Tabs => Problem(
                path,
                $"has the extension '{extension}', but its content is text with tabs",
                Describe(expected),
                "Rename the file to end in .tsv, or open it in a spreadsheet program and save it as a workbook (.xlsx)."),
            _ => Problem(
                path,
                $"has the extension '{extension}', but its content is {Describe(found)}",
                Describe(expected),
                $"Rename the file to end in {UsualExtension(found)}, or save it as what '{extension}' says."),
        };
    }

    private static FileContent ContentOf(Func<Stream> open)
    {
        using Stream stream = open();
        byte[] buffer = new byte[HeadLength];
        ReadOnlySpan<byte> head = buffer.AsSpan(0, stream.ReadAtLeast(buffer, HeadLength, throwOnEndOfStream: false));
        return head.IsEmpty ? FileContent.Empty
            : head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8) ? ContentOfArchive(stream)
            : head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) ? ContentOfCompound(stream)
            : head.StartsWith("PAR1"u8) ? FileContent.Parquet
            : IsText(head) ? TextOf(head)
            : FileContent.Unknown;
    }

    public static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    public static TableException Problem(string path, string found, string expected, string remedy, Exception? inner = null)
        => new(new TableProblem(path, found, expected, remedy), inner);

    private static string Neighbour(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return Directory.Exists(folder)
            ? NearestName.Suggestion(Path.GetFileName(path), Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal))
            : $" (nor does the folder {folder})";
    }

    private static FileContent ContentOfArchive(Stream stream)
    {
        stream.Position = 0;
        try
        {
            using ZipArchive archive = new(stream, ZipArchiveMode.Read, leaveOpen: true);
            return archive.Entries.Any(entry => entry.FullName.EndsWith("workbook.xml", StringComparison.OrdinalIgnoreCase))
                ? FileContent.OpenXmlWorkbook
                : FileContent.OtherArchive;
        }
        catch (InvalidDataException)
        {
            return FileContent.OtherArchive;
        }
    }

    /// <summary>An encrypted .xlsx is a compound file with a stream of this name; an old .xls has none.</summary>
    private static FileContent ContentOfCompound(Stream stream)
    {
        byte[] mark = Encoding.Unicode.GetBytes("EncryptedPackage");
        byte[] buffer = new byte[1 << 16];
        int kept = 0;
        stream.Position = 0;
        for (int read; (read = stream.Read(buffer, kept, buffer.Length - kept)) > 0;)
        {
            ReadOnlySpan<byte> window = buffer.AsSpan(0, kept + read);
            if (window.IndexOf(mark) >= 0)
            {
                return FileContent.EncryptedWorkbook;
            }

            kept = Math.Min(mark.Length, window.Length);
            window[^kept..].CopyTo(buffer);
        }

        return FileContent.BinaryWorkbook;
    }

    private static bool IsText(ReadOnlySpan<byte> head)
        => head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) || !head.Contains((byte)0);

    private static FileContent TextOf(ReadOnlySpan<byte> head)
    {
        string start = Encoding.Latin1.GetString(head.StartsWith(Encoding.UTF8.Preamble) ? head[3..] : head).TrimStart();
        int line = start.IndexOf('\n');
        return start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<table", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase)
            ? FileContent.Html
            : (line < 0 ? start : start[..line]).Contains('\t') ? FileContent.Tabs : FileContent.Text;
    }

    private static string Describe(FileContent content)
        => content switch
        {
            FileContent.Text => "text",
            FileContent.OpenXmlWorkbook => "a workbook (.xlsx)",
            FileContent.BinaryWorkbook => "an old workbook (.xls)",
            FileContent.EncryptedWorkbook => "a workbook with a password",
            FileContent.Parquet => "a Parquet file",
            FileContent.OtherArchive => "a damaged archive, or one without a workbook in it",
            FileContent.Empty => "nothing",
            _ => "unknown",
        };

    private static string UsualExtension(FileContent content)
        => content switch
        {
            FileContent.Text => ".csv",
            FileContent.OpenXmlWorkbook => ".xlsx",
            FileContent.BinaryWorkbook => ".xls",
            _ => ".parquet",
        };
}

using Neuropil.Tables;

namespace Neuropil.Cli;

/// <summary>Files under temporary names beside their places; they get their names when all is done, or go away again.</summary>
internal sealed class OutputFiles : IDisposable
{
    private readonly List<(string Temporary, string Path)> files = [];

    public void Write(string path, Action<Stream> write)
    {
        string full = Path.GetFullPath(path);
        if (Path.GetDirectoryName(full) is string folder)
        {
            Directory.CreateDirectory(folder);
        }

        if (Directory.Exists(full))
        {
            throw new IOException($"{path} is a folder; expected the name of a file to write.");
        }

        string temporary = $"{full}.{Environment.ProcessId}.partial";
        files.Add((temporary, full));
        using FileStream stream = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        write(stream);
    }

    public void Write(string path, Table table) => Write(path, table.WriteCsv);

    public void Commit()
    {
        foreach ((string temporary, string path) in files)
        {
            File.Move(temporary, path, overwrite: true);
        }

        files.Clear();
    }

    public void Dispose()
    {
        foreach ((string temporary, _) in files)
        {
            File.Delete(temporary);
        }
    }
}

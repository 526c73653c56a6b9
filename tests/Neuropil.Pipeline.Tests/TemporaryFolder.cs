namespace Neuropil.Pipeline.Tests;

/// <summary>An empty folder, gone at the end of the test.</summary>
internal sealed class TemporaryFolder(string path, bool isGuest) : IDisposable
{
    public TemporaryFolder()
        : this(Directory.CreateTempSubdirectory("neuropil-").FullName, isGuest: false)
    {
    }

    public string Path { get; } = path;

    public string this[params string[] parts] => System.IO.Path.Combine([Path, .. parts]);

    public string Write(string name, string text)
    {
        string path = this[name];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose()
    {
        if (!isGuest)
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}

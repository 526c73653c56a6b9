namespace Neuropil.Pipeline.Tests;

/// <summary>The disk of this system without the waiting: what a test writes need not outlive the machine.</summary>
internal sealed class FastDisk : IDisk
{
    public static FastDisk Instance { get; } = new();

    public Stream Create(string path) => Disk.OfThisSystem.Create(path);

    public void Flush(string path)
    {
    }

    public void Move(string from, string to) => Disk.OfThisSystem.Move(from, to);

    public void FlushFolder(string path)
    {
    }

    public void CreateFolder(string path) => Disk.OfThisSystem.CreateFolder(path);

    public void Delete(string path) => Disk.OfThisSystem.Delete(path);
}

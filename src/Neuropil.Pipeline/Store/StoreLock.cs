using System.Globalization;

namespace Neuropil.Pipeline;

/// <summary>One build at a time in a store. The lock is the system's own on an open file: it goes with the process that holds it.</summary>
internal sealed class StoreLock : IDisposable
{
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;
    private const int SharingViolation = unchecked((int)0x80070020);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly FileStream stream;

    private StoreLock(FileStream stream) => this.stream = stream;

    /// <summary>Takes the lock; waits for it, and says so once, where another build has it.</summary>
    public static StoreLock Take(string storeFolder, Action<string> tellWaiting, CancellationToken cancellation)
    {
        Directory.CreateDirectory(storeFolder);
        string path = Path.Combine(storeFolder, "lock");
        string ownerPath = Path.Combine(storeFolder, "lock-owner");
        bool isTold = false;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (TryOpen(path) is { } stream)
            {
                File.WriteAllText(ownerPath, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
                return new StoreLock(stream);
            }

            if (!isTold)
            {
                tellWaiting($"Another build (process {OwnerIn(ownerPath)}) works in {storeFolder}; waiting until it has finished.");
                isTold = true;
            }

            cancellation.WaitHandle.WaitOne(Pause);
        }
    }

    public void Dispose() => stream.Dispose();

    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception.HResult is WouldBlockOnLinux or WouldBlockOnMac or SharingViolation)
        {
            return null;
        }
    }

    private static string OwnerIn(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "unknown";
        }
    }
}

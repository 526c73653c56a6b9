using System.Globalization;

namespace Neuropil.Pipeline;

/// <summary>
/// One build at a time in an artifacts folder, from its first look to its last file. The lock is the system's own on an open file: it
/// goes with the process that holds it.
/// </summary>
public sealed class BuildLock : IDisposable
{
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;
    private const int SharingViolation = unchecked((int)0x80070020);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly FileStream stream;

    private BuildLock(FileStream stream) => this.stream = stream;

    /// <summary>Takes the lock; waits for it, and says so once, where another build has it.</summary>
    /// <param name="artifactsFolder">The folder; made where it is missing.</param>
    /// <param name="tellWaiting">Hears for whom it waits.</param>
    /// <param name="cancellation">Stops the waiting.</param>
    /// <exception cref="IOException">The folder cannot be locked; the message says why and what to do.</exception>
    /// <exception cref="OperationCanceledException">The waiting was stopped.</exception>
    public static BuildLock Take(string artifactsFolder, Action<string> tellWaiting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(tellWaiting);
        string folder = PipelineRunner.StoreFolder(artifactsFolder);
        return Take(folder, new DurableFiles(Disk.OfThisSystem, new DamagedParts(Disk.OfThisSystem, folder)), new DamagedParts(Disk.OfThisSystem, folder), tellWaiting, cancellation);
    }

    internal static BuildLock Take(string storeFolder, DurableFiles files, DamagedParts damaged, Action<string> tellWaiting, CancellationToken cancellation)
    {
        string path = Path.Combine(storeFolder, "lock");
        string ownerPath = Path.Combine(storeFolder, "lock-owner");
        try
        {
            files.CreateFolder(storeFolder);
            if (DamagedParts.IsThere(path) && FileStamp.Of(path) is null)
            {
                damaged.MoveAside(path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CannotLock(storeFolder, exception.Message, exception);
        }

        bool isTold = false;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (TryOpen(path, storeFolder) is { } stream)
            {
                RequireThatItLocks(stream, path, storeFolder);
                WriteOwner(ownerPath);
                return new BuildLock(stream);
            }

            if (!isTold)
            {
                tellWaiting($"Another build (process {OwnerIn(ownerPath)}) works in {storeFolder}; waiting until it has finished.");
                isTold = true;
            }

            cancellation.WaitHandle.WaitOne(Pause);
        }
    }

    /// <summary>Lets the next build in.</summary>
    public void Dispose() => stream.Dispose();

    private static FileStream? TryOpen(string path, string storeFolder)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception.HResult is WouldBlockOnLinux or WouldBlockOnMac or SharingViolation)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CannotLock(storeFolder, exception.Message, exception);
        }
    }

    // Where the file system knows no locks, the file opens a second time.
    private static void RequireThatItLocks(FileStream stream, string path, string storeFolder)
    {
        using FileStream? second = TryOpen(path, storeFolder);
        if (second is not null)
        {
            stream.Dispose();
            throw CannotLock(storeFolder, "the file system, or DOTNET_SYSTEM_IO_DISABLEFILELOCKING, keeps files from being locked", null);
        }
    }

    private static IOException CannotLock(string storeFolder, string reason, Exception? inner)
        => new($"{storeFolder} cannot be locked: {reason.TrimEnd('.')}. Two builds at once would mix their results, so this one stops. Put the artifacts folder on a disk that locks files and that you may write to.", inner);

    private static void WriteOwner(string path)
    {
        try
        {
            if (!DamagedParts.IsThere(path) || FileStamp.Of(path) is not null)
            {
                File.WriteAllText(path, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It only serves to tell others who holds the lock.
        }
    }

    private static string OwnerIn(string path)
    {
        try
        {
            return FileStamp.Of(path) is null ? "unknown" : File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "unknown";
        }
    }
}

using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Neuropil.Pipeline;

/// <summary>
/// What a file system tells about a file without reading it: as long as it stays the same, so does the content, bar foul play. Where
/// the system does not tell of inode and change time, they are 0.
/// </summary>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">When the content was last written, in ticks of 100 ns.</param>
/// <param name="Changed">When content, name or rights were last changed; nobody can set it back.</param>
/// <param name="Inode">The file's number in its file system.</param>
internal readonly partial record struct FileStamp(long Size, long Modified, long Changed, ulong Inode)
{
    private const int CurrentFolder = -100;
    private const uint BasicFields = 0x7FF;
    private static bool systemCallWorks = OperatingSystem.IsLinux();

    /// <summary>The stamp of a file, or null where there is none.</summary>
    public static FileStamp? Of(string path)
    {
        if (systemCallWorks && OperatingSystem.IsLinux())
        {
            try
            {
                return OfLinux(path);
            }
            catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
            {
                systemCallWorks = false;
            }
        }

        FileInfo file = new(path);
        return file.Exists ? new FileStamp(file.Length, file.LastWriteTimeUtc.Ticks, 0, 0) : null;
    }

    /// <summary>
    /// Whether the file is old enough for its times to tell it apart from a later one: two writes within one tick of the file
    /// system's clock carry the same time.
    /// </summary>
    public bool IsSettled => DateTime.UtcNow.Ticks - Math.Max(Modified, Changed) > 2 * TimeSpan.TicksPerSecond;

    [SupportedOSPlatform("linux")]
    private static FileStamp? OfLinux(string path)
    {
        const int RegularFile = 0x8000;
        const int TypeMask = 0xF000;
        if (ReadStatus(CurrentFolder, path, 0, BasicFields, out LinuxStatus status) != 0 || (status.Mode & TypeMask) != RegularFile)
        {
            return null;
        }

        return new FileStamp(
            (long)status.Size,
            Ticks(status.ModifiedSeconds, status.ModifiedNanoseconds),
            Ticks(status.ChangedSeconds, status.ChangedNanoseconds),
            status.Inode);
    }

    private static long Ticks(long seconds, uint nanoseconds)
        => DateTime.UnixEpoch.Ticks + (seconds * TimeSpan.TicksPerSecond) + (nanoseconds / TimeSpan.NanosecondsPerTick);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ReadStatus(int folder, string path, int flags, uint fields, out LinuxStatus status);

    // The kernel's struct statx: the same layout on every processor.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct LinuxStatus
    {
        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(40)]
        public ulong Size;

        [FieldOffset(96)]
        public long ChangedSeconds;

        [FieldOffset(104)]
        public uint ChangedNanoseconds;

        [FieldOffset(112)]
        public long ModifiedSeconds;

        [FieldOffset(120)]
        public uint ModifiedNanoseconds;
    }
}

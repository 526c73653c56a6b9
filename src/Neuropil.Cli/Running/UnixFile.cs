using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Neuropil.Cli;

/// <summary>What kind of file a path of Unix leads to, which .NET tells nowhere: by the call that .NET's own file classes make.</summary>
internal static partial class UnixFile
{
    private const int KindMask = 0xF000;
    private const int PlainFile = 0x8000;
    private const int Folder = 0x4000;

    // Larger than the structure of any version; its second field of 32 bits is the mode, file kind included.
    private const int Size = 512;
    private const int ModeAt = 4;

    /// <summary>Whether the path leads to a plain file (or to a folder, or nowhere): no device, pipe or socket.</summary>
    public static bool IsPlain(string path)
    {
        Span<byte> status = stackalloc byte[Size];
        status.Clear();
        if (Stat(path, ref MemoryMarshal.GetReference(status)) != 0)
        {
            return true;
        }

        int kind = (BitConverter.IsLittleEndian ? BinaryPrimitives.ReadInt32LittleEndian(status[ModeAt..]) : BinaryPrimitives.ReadInt32BigEndian(status[ModeAt..])) & KindMask;
        return kind is PlainFile or Folder;
    }

    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_Stat", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static partial int Stat(string path, ref byte status);
}

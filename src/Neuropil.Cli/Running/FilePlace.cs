using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Neuropil.Cli;

/// <summary>Where a path leads once its links are followed: a file, or what is no file and is read and written as it is.</summary>
/// <param name="Path">The place itself; for a descriptor, the path that named it.</param>
/// <param name="Descriptor">The open file that the path stands for: 0 for standard input, 1 for standard output; null where it is none.</param>
internal sealed record FilePlace(string Path, int? Descriptor)
{
    private const int MostLinks = 40;

    /// <summary>Whether there is something that is no plain file: a terminal, a pipe, a device, an open descriptor.</summary>
    public bool IsStream => Descriptor is not null || (Exists && !IsPlain);

    public bool Exists => File.Exists(Path) || Directory.Exists(Path);

    /// <summary>Whether two places are one: the same file under whatever name, or the same descriptor.</summary>
    public bool Is(FilePlace other)
        => Descriptor == other.Descriptor
            && (Descriptor is not null || string.Equals(Path, other.Path, OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase));

    /// <summary>Follows the links of a path that is read (- is standard input).</summary>
    public static FilePlace OfInput(string path) => path == "-" ? new FilePlace(path, 0) : Of(path);

    /// <summary>Follows the links of a path that is written (- is standard output).</summary>
    public static FilePlace OfOutput(string path) => path == "-" ? new FilePlace(path, 1) : Of(path);

    public Stream OpenRead() => Descriptor switch
    {
        0 => Console.OpenStandardInput(),
        int number => new FileStream(new SafeFileHandle(number, ownsHandle: false), FileAccess.Read, 1),
        null => new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, IsPlain ? 1 << 16 : 1),
    };

    /// <summary>Opens what is no plain file, as it is.</summary>
    public Stream OpenWrite() => Descriptor switch
    {
        1 => Console.OpenStandardOutput(),
        2 => Console.OpenStandardError(),
        int number => new FileStream(new SafeFileHandle(number, ownsHandle: false), FileAccess.Write, 1),
        null => new FileStream(Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 1),
    };

    private bool IsPlain => OperatingSystem.IsWindows() ? !Path.StartsWith(@"\\.\", StringComparison.Ordinal) : UnixFile.IsPlain(Path);

    private static FilePlace Of(string path)
    {
        string place = System.IO.Path.GetFullPath(path);
        for (int step = 0; step < MostLinks; step++)
        {
            if (DescriptorOf(place) is int descriptor)
            {
                return new FilePlace(path, descriptor);
            }

            if (System.IO.Path.GetDirectoryName(place) is not string above)
            {
                return new FilePlace(place, null);
            }

            string folder = RealFolder(above);
            place = System.IO.Path.Combine(folder, System.IO.Path.GetFileName(place));
            if (new FileInfo(place).LinkTarget is not string target)
            {
                return new FilePlace(place, null);
            }

            place = System.IO.Path.GetFullPath(target, folder);
        }

        throw new IOException($"{path} is a link that leads to itself; expected a file. Remove the link.");
    }

    private static string RealFolder(string folder)
    {
        string real = System.IO.Path.GetPathRoot(folder) ?? "";
        int links = 0;
        Stack<string> names = new(Names(folder[real.Length..]));
        while (names.TryPop(out string? name))
        {
            string next = System.IO.Path.GetFullPath(System.IO.Path.Combine(real, name));
            if (new DirectoryInfo(next).LinkTarget is string target && ++links <= MostLinks)
            {
                string full = System.IO.Path.GetFullPath(target, real);
                real = System.IO.Path.GetPathRoot(full) ?? "";
                foreach (string part in Names(full[real.Length..]))
                {
                    names.Push(part);
                }
            }
            else
            {
                real = next;
            }
        }

        return real;

        static IEnumerable<string> Names(string path)
            => path.Split(System.IO.Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Reverse();
    }

    private static int? DescriptorOf(string path)
        => OperatingSystem.IsWindows() ? null : path switch
        {
            "/dev/stdin" => 0,
            "/dev/stdout" => 1,
            "/dev/stderr" => 2,
            _ when Number(path, "/dev/fd/") is int number => number,
            _ when Number(path, "/proc/self/fd/") is int number => number,
            _ when Number(path, string.Create(CultureInfo.InvariantCulture, $"/proc/{Environment.ProcessId}/fd/")) is int number => number,
            _ => null,
        };

    private static int? Number(string path, string before)
        => path.StartsWith(before, StringComparison.Ordinal) && int.TryParse(path.AsSpan(before.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : null;
}

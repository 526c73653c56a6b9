using System.Globalization;
using Neuropil.Numerics;
using Neuropil.Tables;

namespace Neuropil.Cli;

/// <summary>
/// What a verb writes. A file is written beside its place and gets its name when all is done, so that a failure leaves none and an older one
/// whole; a link is followed. Pipes, devices and standard output get the finished bytes as they are.
/// </summary>
internal sealed class OutputFiles : IDisposable
{
    private const int BrokenPipe = 32;
    private readonly Lock gate = new();
    private readonly List<(string Temporary, FilePlace Place)> files = [];
    private readonly Dictionary<string, FilePlace> planned = new(StringComparer.Ordinal);

    /// <summary>What is said of the work when it is broken off.</summary>
    public string WhenInterrupted { get; set; } = "nothing was written.";

    /// <summary>Whether a table goes to standard output, so that nothing else may.</summary>
    public bool TakesStandardOutput => planned.Values.Any(place => place.Descriptor == 1);

    /// <summary>Whether an exception says that whoever read the output has closed it.</summary>
    public static bool IsClosedPipe(IOException error)
        => error.HResult is BrokenPipe || error.Message.Contains("Broken pipe", StringComparison.Ordinal);

    /// <summary>Looks at every place before any work is done: none may be an input or another output, and each must be writable.</summary>
    public void Plan(Arguments arguments)
    {
        FilePlace[] inputs = [.. arguments.InputPaths.Select(FilePlace.OfInput)];
        RequireOneReader(arguments, inputs);
        foreach ((string option, string path) in arguments.OutputPaths)
        {
            FilePlace place = FilePlace.OfOutput(path);
            int input = Array.FindIndex(inputs, place.Is);
            if (input >= 0)
            {
                throw arguments.Wrong(
                    $"--{option} {Shown(path)} is the file that is read as {Shown(arguments.InputPaths.ElementAt(input))}; expected another, so that the input stays.");
            }

            if (planned.FirstOrDefault(other => other.Value.Is(place) && !IsSink(place)) is { Key: string other })
            {
                throw arguments.Wrong($"--{option} and --{other} both write {Shown(path)}; expected a file for each.");
            }

            RequireWritable(place, path);
            planned.Add(option, place);
        }
    }

    /// <summary>Writes what an option names.</summary>
    public void Write(Arguments arguments, string option, Action<Stream> write)
    {
        FilePlace place = planned[option];
        string temporary = TemporaryFor(place);
        lock (gate)
        {
            files.Add((temporary, place));
        }

        using FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.Delete, 1 << 16);
        write(stream);
        stream.Flush(flushToDisk: !place.IsStream);
    }

    public void Write(Arguments arguments, string option, Table table) => Write(arguments, option, table.WriteCsv);

    /// <summary>Prints a line for the user: on standard output, or on standard error where a table takes that.</summary>
    public void Print(string line) => (TakesStandardOutput ? Console.Error : Console.Out).WriteLine(line);

    /// <summary>Gives the files their names, all of them or, where the disk fails, a first few.</summary>
    public void Commit()
    {
        foreach ((string temporary, FilePlace place) in files)
        {
            if (place.IsStream || Path.GetDirectoryName(temporary) != Path.GetDirectoryName(place.Path))
            {
                using FileStream finished = new(temporary, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16);
                using Stream target = place.IsStream ? place.OpenWrite() : new FileStream(place.Path, FileMode.Create, FileAccess.Write, FileShare.None);
                finished.CopyTo(target);
            }
            else
            {
                if (!OperatingSystem.IsWindows() && File.Exists(place.Path))
                {
                    File.SetUnixFileMode(temporary, File.GetUnixFileMode(place.Path));
                }

                File.Move(temporary, place.Path, overwrite: true);
            }
        }

        Abandon();
    }

    /// <summary>Removes what is not finished.</summary>
    public void Abandon()
    {
        lock (gate)
        {
            foreach ((string temporary, _) in files)
            {
                File.Delete(temporary);
            }

            files.Clear();
        }

        StreamedInput.Remove();
    }

    public void Dispose() => Abandon();

    private static void RequireOneReader(Arguments arguments, FilePlace[] inputs)
    {
        for (int first = 0; first < inputs.Length; first++)
        {
            for (int second = first + 1; second < inputs.Length; second++)
            {
                if (inputs[first].IsStream && inputs[first].Is(inputs[second]))
                {
                    throw arguments.Wrong($"{Shown(arguments.InputPaths.ElementAt(first))} is read twice; expected it once, for it can be read only once. Save one of the two to a file.");
                }
            }
        }
    }

    private static void RequireWritable(FilePlace place, string path)
    {
        if (place.Descriptor is not null)
        {
            return;
        }

        if (Directory.Exists(place.Path) || Path.EndsInDirectorySeparator(path))
        {
            throw new IOException($"{path} is a folder; expected the name of a file to write.");
        }

        for (string? above = Path.GetDirectoryName(place.Path); above is not null; above = Path.GetDirectoryName(above))
        {
            if (File.Exists(above))
            {
                throw new IOException($"{path} cannot be written: {above} is a file; expected a folder. Choose another place.");
            }
        }
    }

    private static bool IsSink(FilePlace place) => place.Path == "/dev/null";

    private static string TemporaryFor(FilePlace place)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $".{Environment.ProcessId}.partial");
        if (place.IsStream)
        {
            return Path.Combine(Path.GetTempPath(), "neuropil-" + Guid.NewGuid().ToString("N") + name);
        }

        string beside = place.Path + name;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(place.Path) ?? place.Path);
            File.Create(beside, 1, FileOptions.DeleteOnClose).Dispose();
            return beside;
        }
        catch (UnauthorizedAccessException) when (File.Exists(place.Path))
        {
            // The folder takes no new file, but the file itself may be writable: it is written in place.
            return Path.Combine(Path.GetTempPath(), "neuropil-" + Guid.NewGuid().ToString("N") + name);
        }
    }

    private static string Shown(string path) => ForeignText.Escaped(path);
}

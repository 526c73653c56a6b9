using System.Diagnostics;

namespace Neuropil.Endurance;

/// <summary>A repository of its own with the sample and nothing else, in which the compiled host is let loose.</summary>
internal sealed class Playground : IDisposable
{
    private readonly string host;
    private readonly string root = Directory.CreateTempSubdirectory("neuropil-endurance-").FullName;

    public Playground(string host, string repository)
    {
        this.host = host;
        File.Copy(Path.Combine(repository, "cake.config"), Path.Combine(root, "cake.config"));
        File.WriteAllText(Path.Combine(root, "Neuropil.slnx"), "");
        string sample = Path.Combine(root, "data", "sample");
        Directory.CreateDirectory(sample);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(repository, "data", "sample")))
        {
            File.Copy(file, Path.Combine(sample, Path.GetFileName(file)));
        }
    }

    public string Artifacts => Path.Combine(root, "artifacts");

    /// <summary>Forgets every result.</summary>
    public void Clear()
    {
        if (Directory.Exists(Artifacts))
        {
            Directory.Delete(Artifacts, recursive: true);
        }
    }

    public Process Start(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [host, "--target=Predict", "--verbosity=quiet", .. arguments]) { WorkingDirectory = root, RedirectStandardError = true };
        start.Environment["NEUROPIL_ROOT"] = root;
        return Process.Start(start)!;
    }

    /// <summary>Runs the study to its end and tells what went wrong.</summary>
    public IReadOnlyList<string> Run(params string[] arguments)
    {
        using Process process = Start(arguments);
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? [] : [$"exit {process.ExitCode}: {errors.Trim()}"];
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}

using System.IO.Compression;
using Cake.Core;
using Neuropil.Pipeline;
using Neuropil.Study;

namespace Neuropil.Build;

/// <summary>Makes a folder or zip of the shown run that another lab unpacks and reproduces with one command.</summary>
[TaskName("Export")]
[TaskDescription("packs the shown run with program, tables, lock and provenance (an RO-Crate): --out=FOLDER or --out=FILE.zip; reproduced by ./reproduce.sh in it")]
internal sealed class ExportTask : BuildTask
{
    private const string TablesFolder = "data/exported";
    private const string Results = "results";
    private static readonly string[] SourceFolders = ["build", "src"];
    private static readonly string[] NotSource = ["bin", "obj", "node_modules"];
    private static readonly string[] OnlyHere = ["data", "new", "cache", "threads", "Cache_Mode", "Cache_Location", "Study_Threads", "Data_Historical", "Data_New"];

    public override void Run(BuildContext context)
    {
        string told = context.CommandLine.Out ?? throw new UsageException("Export needs a place: --out=FOLDER or --out=FILE.zip.");
        string target = Path.GetFullPath(told, context.CallerFolder);
        bool isZip = target.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);
        if (File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()))
        {
            throw new CakeException(1, $"{told} is there already. Name a place where nothing is, or remove it.");
        }

        string folder = isZip ? Directory.CreateTempSubdirectory("neuropil-export-").FullName : target;
        try
        {
            Directory.CreateDirectory(folder);
            int count = Fill(context, folder);
            if (isZip)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                ZipFile.CreateFromDirectory(folder, target);
            }

            context.ClosingLines.Add($"{count} results exported with all that they are made from: {context.Relative(target)}. There, ./reproduce.sh makes them again and compares.");
        }
        catch (Exception exception) when (exception is InvalidDataException or FileNotFoundException)
        {
            throw new CakeException(1, exception.Message);
        }
        finally
        {
            if (isZip)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static int Fill(BuildContext context, string folder)
    {
        string study = Path.GetFullPath(context.CommandLine.StudyFile ?? Path.Combine(context.Root, StudySettings.FileName), context.CallerFolder);
        string settings = InRoot(context, study)
            ?? throw new CakeException(1, $"{study} lies outside the repository: put the study and its tables into it, as studies/NAME, then export.");
        CopySource(context.Root, folder);
        if (File.Exists(study))
        {
            Copy(study, Path.Combine(folder, settings));
        }

        string PlaceOf(string path) => InRoot(context, path) ?? $"{TablesFolder}/{Path.GetFileName(path)}";
        string historical = PlaceOf(context.Settings.Data.Historical);
        string lockPath = InRoot(context, context.LockPath) ?? $"{TablesFolder}/{Path.GetFileName(context.LockPath)}";
        Dictionary<string, string> others = new() { ["build.sh"] = "Runs the study.", ["reproduce.sh"] = "Computes the results again and compares them with their lock." };
        foreach (string name in new[] { "LICENSE", "CITATION.cff" }.Where(name => File.Exists(Path.Combine(folder, name))))
        {
            others[name] = name == "LICENSE" ? "The licence of the program." : "How to cite the program and its methods.";
        }

        string results = context.Settings.Name is { } name2 ? Path.Combine(context.ArtifactsFolder, name2) : context.ArtifactsFolder;
        int count = RunExporter.Export(
            context.Graph,
            results,
            context.ArtifactsFolder,
            PlaceOf,
            folder,
            lockPath,
            new CrateDescription(
                $"Neuropil: {context.Settings.Name ?? "study"}",
                "Clusters of synapses, the learners of these clusters, and the clusters of new synapses: results of a run, with program and tables to compute them again.",
                new Uri("https://spdx.org/licenses/MIT.html"),
                "src/Neuropil.Report/PipelineGraph.cs",
                settings,
                Results,
                others));
        WriteScripts(context, folder, settings, historical, PlaceOf);
        return count;
    }

    private static void WriteScripts(BuildContext context, string folder, string settings, string historical, Func<string, string> placeOf)
    {
        List<string> arguments = ["--target=Reproduce"];
        if (context.CommandLine.StudyFile is not null)
        {
            arguments.Add($"--study={settings}");
        }

        arguments.AddRange(context.CommandLine.Study
            .Where(argument => !OnlyHere.Contains(argument.Key, StringComparer.OrdinalIgnoreCase))
            .OrderBy(argument => argument.Key, StringComparer.Ordinal)
            .Select(argument => $"--{argument.Key}={argument.Value}"));
        if (context.CommandLine.Study.ContainsKey("data") || context.CommandLine.Study.ContainsKey("Data_Historical"))
        {
            arguments.Add($"--data={historical}");
        }

        if (context.CommandLine.Study.TryGetValue("new", out string? told) || context.CommandLine.Study.TryGetValue("Data_New", out told))
        {
            arguments.Add($"--new={(context.Settings.Data.New.Location is { } location ? placeOf(location) : told)}");
        }

        string shell = Path.Combine(folder, "reproduce.sh");
        File.WriteAllText(
            shell,
            $"#!/usr/bin/env bash\n# Computes the results again and compares them with their lock, byte for byte. Needs the .NET SDK 10.\nset -euo pipefail\ncd \"$(dirname \"${{BASH_SOURCE[0]}}\")\"\nexec ./build.sh {string.Join(' ', arguments.Select(argument => $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'"))} \"$@\"\n");
        File.WriteAllText(
            Path.Combine(folder, "reproduce.ps1"),
            $"# Computes the results again and compares them with their lock, byte for byte. Needs the .NET SDK 10.\nSet-Location $PSScriptRoot\n& ./build.ps1 {string.Join(' ', arguments.Select(argument => $"'{argument.Replace("'", "''", StringComparison.Ordinal)}'"))} @args\nexit $LASTEXITCODE\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(shell, File.GetUnixFileMode(Path.Combine(folder, "build.sh")));
        }
    }

    private static void CopySource(string root, string folder)
    {
        foreach (string file in Directory.EnumerateFiles(root).Where(file => Path.GetExtension(file) != ".zip"))
        {
            Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        foreach (string part in SourceFolders)
        {
            foreach (string file in Directory.EnumerateFiles(Path.Combine(root, part), "*", SearchOption.AllDirectories))
            {
                string relative = Path.GetRelativePath(root, file);
                if (!relative.Split(Path.DirectorySeparatorChar).Any(name => NotSource.Contains(name)))
                {
                    Copy(file, Path.Combine(folder, relative));
                }
            }
        }
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to, overwrite: true);
    }

    private static string? InRoot(BuildContext context, string path) => Path.GetRelativePath(context.Root, path) is var relative && !relative.StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(relative)
        ? relative.Replace('\\', '/')
        : null;
}

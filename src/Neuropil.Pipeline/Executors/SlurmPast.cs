using System.Text;

namespace Neuropil.Pipeline;

/// <summary>Jobs that squeue has forgotten: from the accounting where there is one, else from the job completion log.</summary>
internal sealed class SlurmPast(SlurmCommand slurm)
{
    private const int MostLogBytes = 4 << 20;
    private bool hasAccounting = true;
    private string? logPath;

    public IEnumerable<JobPart> Of(IReadOnlyCollection<KeyValuePair<string, string>> jobs, string prefix)
    {
        if (hasAccounting)
        {
            (int exitCode, string output, _) = slurm.Run(
                "sacct", "--noheader", "--parsable2", "--allocations", "--array", $"--jobs={string.Join(',', jobs.Select(job => job.Value))}", "--format=JobName,JobID,State,ExitCode,NodeList");
            if (exitCode == 0)
            {
                return [.. output.Split('\n').Select(line => OfAccounting(line, prefix)).OfType<JobPart>()];
            }

            hasAccounting = false;
        }

        return OfLog(prefix);
    }

    private static JobPart? OfAccounting(string line, string prefix)
    {
        string[] fields = line.Split('|');
        if (fields.Length < 5 || !fields[0].StartsWith(prefix, StringComparison.Ordinal))
        {
            return null;
        }

        string[] id = fields[1].Split('_');
        return SlurmState.Part(fields[0], id[0], id.Length > 1 ? id[1] : "", fields[2], SlurmState.ExitCodeOf(fields[3]), fields[4]);
    }

    private IReadOnlyList<JobPart> OfLog(string prefix)
    {
        try
        {
            logPath ??= LogPath();
            if (logPath.Length == 0)
            {
                return [];
            }

            using FileStream stream = new(logPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            stream.Seek(-Math.Min(stream.Length, MostLogBytes), SeekOrigin.End);
            using StreamReader text = new(stream, Encoding.UTF8);
            return [.. text.ReadToEnd().Split('\n').Select(line => OfLogLine(line, prefix)).OfType<JobPart>()];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static JobPart? OfLogLine(string line, string prefix)
    {
        Dictionary<string, string> fields = new(StringComparer.Ordinal);
        foreach (string field in line.Split(' '))
        {
            string[] parts = field.Split('=', 2);
            fields[parts[0]] = parts.Length > 1 ? parts[1] : "";
        }

        if (!fields.TryGetValue("Name", out string? name) || !name.StartsWith(prefix, StringComparison.Ordinal))
        {
            return null;
        }

        string[] id = fields.GetValueOrDefault("JobId", "").Split('_');
        return SlurmState.Part(
            name,
            fields.GetValueOrDefault("ArrayJobId", id[0]),
            fields.GetValueOrDefault("ArrayTaskId", id.Length > 1 ? id[1] : ""),
            fields.GetValueOrDefault("JobState", ""),
            SlurmState.ExitCodeOf(fields.GetValueOrDefault("ExitCode", "")),
            fields.GetValueOrDefault("NodeList", ""));
    }

    private string LogPath()
    {
        (int exitCode, string output, _) = slurm.Run("scontrol", "show", "config");
        Dictionary<string, string> settings = new(StringComparer.Ordinal);
        foreach (string[] parts in output.Split('\n').Select(line => line.Split('=', 2)).Where(parts => parts.Length == 2))
        {
            settings[parts[0].Trim()] = parts[1].Trim();
        }

        return exitCode == 0 && settings.GetValueOrDefault("JobCompType") == "jobcomp/filetxt" ? settings.GetValueOrDefault("JobCompLoc", "") : "";
    }
}

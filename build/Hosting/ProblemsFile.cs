using Neuropil.Pipeline;
using Neuropil.Tables;

namespace Neuropil.Build;

/// <summary>Everything that is wrong with the tables of a run that failed for it, a fault a row: <c>problems.csv</c> beside its results.</summary>
internal static class ProblemsFile
{
    private const string FileName = "problems.csv";

    /// <summary>Writes what is wrong; of a run without faults an earlier file goes.</summary>
    /// <returns>Where it is; null where there is none.</returns>
    public static string? Write(RunReport report)
    {
        string path = Path.Combine(report.Publication.Folder, FileName);
        TableProblem[] problems = [.. report.Failed.Select(unit => unit.Error).OfType<TableException>().SelectMany(error => error.Problems)];
        if (problems.Length == 0)
        {
            File.Delete(path);
            return null;
        }

        Directory.CreateDirectory(report.Publication.Folder);
        new TableException(problems, problems.Length).ToTable().WriteCsv(path);
        return path;
    }
}

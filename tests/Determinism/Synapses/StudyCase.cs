using Neuropil.Learning;
using Neuropil.Numerics;
using Neuropil.Pipeline;
using Neuropil.Report;
using Neuropil.Study;

namespace Neuropil.Determinism.Synapses;


/// <summary>
/// The whole study on the shipped sample, from the workbooks to the predictions: every locked artifact's bytes. Fewer epochs and trees
/// than the study has, so that a plain compiler is done in seconds.
/// </summary>
public sealed class StudyCase : IDeterministicCase
{
    private static readonly Dictionary<string, string> Arguments = new()
    {
        ["Embed_Epochs"] = "60",
        ["Train_RfTrees"] = "5",
        ["Train_XgbTrees"] = "5",
        ["Train_cr_Model"] = "auto",
        ["Embed_cr_Components"] = "3",
        ["Evaluate_Folds"] = "none",
    };

    public void Run(Execution execution, Results results)
    {
        RunAll(Arguments, execution, results);
        RunAll(new(Arguments) { ["Evaluate_Folds"] = "2", ["Study_Groups"] = "cr" }, execution, results, "honest, ");
    }

    private static void RunAll(Dictionary<string, string> arguments, Execution execution, Results results, string prefix = "")
    {
        string artifacts = Directory.CreateTempSubdirectory("neuropil-bytes-").FullName;
        try
        {
            StudySettings settings = StudySettings.Load(Root(), arguments, new Dictionary<string, string>());
            RunReport report = new PipelineRunner(artifacts).Run(
                PipelineGraph.Create(settings), ["metrics", "clusters", "predictions"], new RunOptions { ThreadCount = execution.ThreadCount }, new Silent());
            foreach (UnitResult unit in report.Units)
            {
                if (unit.Error is not null)
                {
                    throw new InvalidOperationException($"{unit.Id} failed.", unit.Error);
                }

                foreach ((string output, string hash) in unit.Outputs)
                {
                    results.Add($"{prefix}{unit.Id} {output}", System.Text.Encoding.UTF8.GetBytes(hash));
                }
            }
        }
        finally
        {
            Directory.Delete(artifacts, recursive: true);
        }
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Neuropil.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Neuropil.slnx was not found above the program.");
    }

    private sealed class Silent : IRunListener
    {
        public void Waiting(string message)
        {
        }

        public void Started(UnitId unit, IReadOnlyList<string> reasons)
        {
        }

        public void Progressed(UnitId unit, string step, double fraction)
        {
        }

        public void Finished(UnitResult result)
        {
        }
    }
}

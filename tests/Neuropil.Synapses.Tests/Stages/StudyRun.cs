using Neuropil.Pipeline;

namespace Neuropil.Synapses.Tests;

/// <summary>A study in a folder of its own.</summary>
internal sealed class StudyRun(string folder)
{
    private static readonly Dictionary<string, string> None = [];

    public string Artifacts => Path.Combine(folder, "artifacts");

    public RunReport Run(IReadOnlyDictionary<string, string> arguments, int threads, params string[] stages)
    {
        StudySettings settings = StudySettings.Load(folder, arguments, None, folder);
        return new PipelineRunner(Artifacts).Run(PipelineGraph.Create(settings), stages, new RunOptions { ThreadCount = threads }, new Silent());
    }

    public string PathOf(string published) => Path.Combine(Artifacts, published.Replace('/', Path.DirectorySeparatorChar));

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

using Neuropil.Pipeline;
using Neuropil.Report;
using Neuropil.Study;

namespace Neuropil.Study.Tests;

/// <summary>Runs a study into an artifacts folder.</summary>
internal sealed class StudyRun(string artifacts)
{
    public RunReport Run(StudySettings settings, int threads, params string[] stages)
        => new PipelineRunner(artifacts).Run(PipelineGraph.Create(settings), stages, new RunOptions { ThreadCount = threads }, new Silent());

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

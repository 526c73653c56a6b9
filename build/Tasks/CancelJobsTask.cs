using Neuropil.Pipeline;

namespace Neuropil.Build;

/// <summary>Ends what a build that was stopped left on the cluster.</summary>
[TaskName("CancelJobs")]
[TaskDescription("cancels the jobs that work for this artifacts folder on the lab's Slurm, and no others")]
internal sealed class CancelJobsTask : BuildTask
{
    public override void Run(BuildContext context)
    {
        try
        {
            IReadOnlyList<string> ids = context.Pipeline.CancelJobs();
            context.ClosingLines.Add(ids.Count == 0 ? "No job works for this artifacts folder." : $"Cancelled {string.Join(", ", ids)}.");
        }
        catch (JobRefusedException exception)
        {
            throw new Cake.Core.CakeException(1, exception.Message);
        }
    }
}

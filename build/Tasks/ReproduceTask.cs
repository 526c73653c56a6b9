namespace Neuropil.Build;

/// <summary>Recomputes everything and compares with the lock.</summary>
[TaskName("Reproduce")]
[TaskDescription("recomputes everything beside the store and compares with artifacts.lock")]
internal sealed class ReproduceTask : BuildTask
{
    public override void Run(BuildContext context) => throw new NotImplementedException();
}

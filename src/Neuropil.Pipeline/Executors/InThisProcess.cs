namespace Neuropil.Pipeline;

/// <summary>Runs units in this very process.</summary>
internal sealed class InThisProcess(ArtifactStore store, RunOptions options) : IExecutor
{
    private readonly Worker worker = new(store, options);

    public int SideBySide => options.ThreadCount;

    public Task<UnitRecord> Run(Unit unit, UnitKey key, UnitInputs inputs, IProgress<(string Step, double Fraction)> progress)
        => Task.FromResult(worker.Run(unit, key, inputs, progress));

    public void Dispose()
    {
    }
}

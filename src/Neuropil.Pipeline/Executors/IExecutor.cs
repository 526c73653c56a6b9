namespace Neuropil.Pipeline;

/// <summary>Where a unit that has to run does so. However it is done, the record in the store is what it leaves.</summary>
internal interface IExecutor : IDisposable
{
    /// <summary>How many units may be with the executor at once.</summary>
    int SideBySide { get; }

    /// <summary>Runs a unit and gives its record, which is in the store by then.</summary>
    /// <exception cref="DamagedObjectException">An input is damaged in the store; the unit has not failed.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    Task<UnitRecord> Run(Unit unit, UnitKey key, UnitInputs inputs, IProgress<(string Step, double Fraction)> progress);
}

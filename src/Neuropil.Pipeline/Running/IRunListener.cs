namespace Neuropil.Pipeline;

/// <summary>Hears what a run does. Calls come one at a time, from any thread.</summary>
public interface IRunListener
{
    /// <summary>The run waits for something, say another build; the message says for what.</summary>
    void Waiting(string message);

    /// <summary>A unit starts to work, and why.</summary>
    void Started(UnitId unit, IReadOnlyList<string> reasons);

    /// <summary>How far a working unit is.</summary>
    void Progressed(UnitId unit, string step, double fraction);

    /// <summary>A unit is done with: it ran, was reused, failed, or was passed over. Its messages are in the result.</summary>
    void Finished(UnitResult result);
}

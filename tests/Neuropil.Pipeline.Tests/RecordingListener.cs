namespace Neuropil.Pipeline.Tests;

/// <summary>Keeps what a run told, as lines.</summary>
internal sealed class RecordingListener : IRunListener
{
    public List<string> Lines { get; } = [];

    public void Waiting(string message) => Lines.Add(message);

    public void Started(UnitId unit, IReadOnlyList<string> reasons) => Lines.Add($"start {unit}");

    public void Progressed(UnitId unit, string step, double fraction) => Lines.Add($"{unit} {step} {fraction:0.00}");

    public void Finished(UnitResult result) => Lines.Add(result.ToString());
}

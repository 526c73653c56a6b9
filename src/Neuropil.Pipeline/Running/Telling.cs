namespace Neuropil.Pipeline;

/// <summary>Tells a listener what happens, one call at a time, whichever thread it happens on.</summary>
internal sealed class Telling(IRunListener listener)
{
    private readonly Lock gate = new();

    public void Waiting(string message)
    {
        lock (gate)
        {
            listener.Waiting(message);
        }
    }

    public void Started(UnitId unit, IReadOnlyList<string> reasons)
    {
        lock (gate)
        {
            listener.Started(unit, reasons);
        }
    }

    public UnitResult Finished(UnitResult result)
    {
        lock (gate)
        {
            listener.Finished(result);
        }

        return result;
    }

    public IProgress<(string Step, double Fraction)> ProgressOf(UnitId unit) => new UnitProgress(this, unit);

    private void Progressed(UnitId unit, string step, double fraction)
    {
        lock (gate)
        {
            listener.Progressed(unit, step, fraction);
        }
    }

    private sealed class UnitProgress(Telling telling, UnitId unit) : IProgress<(string Step, double Fraction)>
    {
        public void Report((string Step, double Fraction) value) => telling.Progressed(unit, value.Step, value.Fraction);
    }
}

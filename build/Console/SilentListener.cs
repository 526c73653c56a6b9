using Neuropil.Pipeline;

namespace Neuropil.Build;

/// <summary>Hears everything and says nothing.</summary>
internal sealed class SilentListener : IRunListener
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

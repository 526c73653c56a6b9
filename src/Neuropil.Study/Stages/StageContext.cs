using Neuropil.Numerics;
using Neuropil.Pipeline;

namespace Neuropil.Study;

/// <summary>What every stage does with what it is given.</summary>
internal static class StageContext
{
    /// <summary>How the numerics run.</summary>
    public static Execution Execution(this UnitContext context)
        => Numerics.Execution.With(context.ThreadCount, context.Cancellation, new Forwarder(context.Progress));

    private sealed class Forwarder(IProgress<(string Step, double Fraction)> target) : IProgress<StepProgress>
    {
        public void Report(StepProgress value) => target.Report((value.Step, value.Fraction));
    }
}

using Neuropil.Numerics;
using Neuropil.Pipeline;

namespace Neuropil.Study;

/// <summary>What every stage does with what it is given.</summary>
internal static class StageContext
{
    /// <summary>How the numerics run.</summary>
    public static Execution Execution(this UnitContext context)
        => Numerics.Execution.With(context.ThreadCount, context.Cancellation, new Forwarder(context.Progress));

    /// <summary>Writes an output as a stream.</summary>
    public static void Save(this UnitContext context, string output, Action<Stream> save)
    {
        using FileStream stream = File.Create(context.OutputPath(output));
        save(stream);
    }

    /// <summary>Reads an input as a stream; the name is what errors call it.</summary>
    public static T Load<T>(this UnitContext context, string input, Func<Stream, string?, T> load)
    {
        using FileStream stream = File.OpenRead(context.InputPath(input));
        return load(stream, input);
    }

    private sealed class Forwarder(IProgress<(string Step, double Fraction)> target) : IProgress<StepProgress>
    {
        public void Report(StepProgress value) => target.Report((value.Step, value.Fraction));
    }
}

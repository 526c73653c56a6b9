using System.Globalization;
using Neuropil.Pipeline;

namespace Neuropil.Build;

/// <summary>How far a unit at work is, and how long its step will take at this pace.</summary>
/// <param name="unit">The unit.</param>
/// <param name="time">The clock.</param>
internal sealed class UnitProgress(UnitId unit, TimeProvider time)
{
    private const double LeastShare = 0.02;
    private static readonly TimeSpan LeastElapsed = TimeSpan.FromSeconds(1);
    private string step = "";
    private double fraction;
    private long since = time.GetTimestamp();

    public UnitId Unit => unit;

    public void Tell(string newStep, double newFraction)
    {
        // A step that begins anew has a pace of its own; the folds of an estimate are one.
        if (newFraction < fraction)
        {
            since = time.GetTimestamp();
        }

        step = newStep;
        fraction = newFraction;
    }

    /// <summary>As <c>evaluate[pv]: fold 3 of 5, 40 %, about 12 s left</c>.</summary>
    public override string ToString() => step.Length == 0 ? unit.ToString() : string.Create(CultureInfo.InvariantCulture, $"{unit}: {step}, {Math.Floor(fraction * 100)} %{Left()}");

    private string Left()
    {
        TimeSpan elapsed = time.GetElapsedTime(since);
        if (elapsed < LeastElapsed || fraction is < LeastShare or >= 1)
        {
            return "";
        }

        TimeSpan left = elapsed * ((1 - fraction) / fraction);
        return left.TotalMinutes < 2
            ? string.Create(CultureInfo.InvariantCulture, $", about {Math.Ceiling(left.TotalSeconds):0} s left")
            : string.Create(CultureInfo.InvariantCulture, $", about {Math.Ceiling(left.TotalMinutes):0} min left");
    }
}

using System.Globalization;

namespace Neuropil.Report;

/// <summary>A straight scale from values to places in a chart, with round ticks.</summary>
internal readonly record struct Scale
{
    private readonly double low;
    private readonly double high;
    private readonly double from;
    private readonly double to;

    /// <param name="low">The least value.</param>
    /// <param name="high">The greatest; widened where it is the same.</param>
    /// <param name="from">Place of the least.</param>
    /// <param name="to">Place of the greatest.</param>
    public Scale(double low, double high, double from, double to)
    {
        this.low = double.IsFinite(low) ? low : 0;
        this.high = double.IsFinite(high) && high > this.low ? high : this.low + 1;
        this.from = from;
        this.to = to;
    }

    public double this[double value] => from + ((Math.Clamp(value, low, high) - low) / (high - low) * (to - from));

    public string At(double value) => PageNumber.Place(this[value]);

    /// <summary>About that many round values within the scale: steps of 1, 2 or 5 times a power of ten.</summary>
    public IEnumerable<(double Value, string Text)> Ticks(int about)
    {
        double rough = (high - low) / about;
        double power = 1;
        int decimals = 0;
        while (power > rough)
        {
            power /= 10;
            decimals++;
        }

        while (power * 10 <= rough)
        {
            power *= 10;
            decimals--;
        }

        double step = power * (rough / power < 1.5 ? 1 : rough / power < 3.5 ? 2 : rough / power < 7.5 ? 5 : 10);
        string format = "F" + Math.Max(0, decimals - (step >= power * 10 ? 1 : 0)).ToString(CultureInfo.InvariantCulture);
        for (double index = Math.Ceiling((low / step) - 1e-9); index * step <= high + (step * 1e-9); index++)
        {
            double value = index * step;
            string text = value.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−');
            yield return (value, index == 0 ? text.TrimStart('−') : text);
        }
    }
}

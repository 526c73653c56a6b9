using System.Globalization;
using Neuropil.Numerics.Models;

namespace Neuropil.Learning;

/// <summary>Counts what is read of a model file of XGBoost, and refuses it where it is too much.</summary>
internal sealed class XgboostCount(string name)
{
    private long values;
    private long numbers;

    /// <summary>To be called for every value that becomes an object.</summary>
    public void Value()
    {
        if (++values > ImportLimits.XgboostValues)
        {
            throw TooMany(ImportLimits.XgboostValues, "values");
        }
    }

    /// <summary>To be called before so many numbers of a list are kept.</summary>
    public void Numbers(long count)
    {
        numbers += count;
        if (numbers > ImportLimits.XgboostNumbers)
        {
            throw TooMany(ImportLimits.XgboostNumbers, "numbers");
        }
    }

    private ModelFormatException TooMany(int most, string what)
        => new(string.Create(CultureInfo.InvariantCulture, $"{name}: holds more than {most} {what}; a model that large is not read."));
}

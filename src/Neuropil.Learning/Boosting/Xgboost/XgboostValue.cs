namespace Neuropil.Learning;

/// <summary>A value of a model file of XGBoost, whether it stood there as JSON or UBJSON.</summary>
internal abstract record XgboostValue
{
    /// <summary>Deepest nesting that is read.</summary>
    public const int MaxDepth = 64;

    /// <summary>Named values, in the order of the file.</summary>
    public sealed record Map(Dictionary<string, XgboostValue> Fields) : XgboostValue;

    /// <summary>Values that are not all numbers.</summary>
    public sealed record List(IReadOnlyList<XgboostValue> Items) : XgboostValue;

    /// <summary>Numbers, or nothing.</summary>
    public sealed record Numbers(double[] Items) : XgboostValue;

    /// <summary>Numbers to be written in 32 bits.</summary>
    public sealed record Singles(float[] Items) : XgboostValue;

    /// <summary>Integers to be written in 32 bits.</summary>
    public sealed record Integers(int[] Items) : XgboostValue;

    /// <summary>Integers to be written in 64 bits.</summary>
    public sealed record Longs(long[] Items) : XgboostValue;

    /// <summary>Integers to be written in 8 bits.</summary>
    public sealed record Bytes(byte[] Items) : XgboostValue;

    /// <summary>A number.</summary>
    public sealed record Number(double Value) : XgboostValue;

    /// <summary>A text.</summary>
    public sealed record Text(string Value) : XgboostValue;

    /// <summary>Null, true or false where nothing depends on it.</summary>
    public sealed record Nothing : XgboostValue;

    /// <summary>Numbers that stood before a value that is none.</summary>
    public static List<XgboostValue> Boxed(List<double> numbers, XgboostCount count)
    {
        List<XgboostValue> items = [];
        foreach (double number in numbers)
        {
            count.Value();
            items.Add(new Number(number));
        }

        return items;
    }
}

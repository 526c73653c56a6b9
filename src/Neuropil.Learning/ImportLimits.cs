namespace Neuropil.Learning;

/// <summary>What a file from elsewhere may hold at most. What holds more is refused while it is read, so that no file takes more than about 1 GB of memory.</summary>
public static class ImportLimits
{
    /// <summary>Bytes of a pickle, unpacked.</summary>
    public const int PickleBytes = 200_000_000;

    /// <summary>Instructions of a pickle: a forest of 10,000 trees takes about a million.</summary>
    public const int PickleInstructions = 5_000_000;

    /// <summary>Bytes that a pickle's objects may take in memory, counted as they are made.</summary>
    public const long PickleMemory = 300_000_000;

    /// <summary>Numbers that models may be made of, from a pickle's arrays.</summary>
    public const long PickleNumbers = 50_000_000;

    /// <summary>Bytes of a model file of XGBoost.</summary>
    public const int XgboostBytes = 200_000_000;

    /// <summary>Values of a model file of XGBoost that stand in no list of numbers alone.</summary>
    public const int XgboostValues = 3_000_000;

    /// <summary>Numbers of a model file of XGBoost.</summary>
    public const int XgboostNumbers = 30_000_000;

    /// <summary>Columns that a model may say it takes.</summary>
    public const int Features = 1_000_000;

    /// <summary>Classes that a model may say it tells apart where it has fewer trees than that.</summary>
    public const int ClassesWithoutTrees = 1_000;
}

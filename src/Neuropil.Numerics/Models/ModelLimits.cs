namespace Neuropil.Numerics.Models;

/// <summary>What a model file may hold at most; what holds more is refused before it is taken apart.</summary>
public static class ModelLimits
{
    /// <summary>Bytes of a file: as many as an array holds.</summary>
    public const long FileBytes = 2_147_483_591;

    /// <summary>Values, names and brackets in a file. Long arrays are one text each, so a model of millions of points has a few hundred.</summary>
    public const int Tokens = 10_000_000;

    /// <summary>Groups within groups.</summary>
    public const int Depth = 64;
}

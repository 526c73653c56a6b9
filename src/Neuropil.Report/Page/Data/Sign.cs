namespace Neuropil.Report;

/// <summary>Whether a finding can be built on.</summary>
internal enum Sign
{
    /// <summary>It holds.</summary>
    Sound,

    /// <summary>It may not hold, or nothing says that it does.</summary>
    Doubtful,

    /// <summary>It does not hold, or something must be mended first.</summary>
    Wrong,
}

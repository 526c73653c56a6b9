namespace Neuropil.Pipeline;

/// <summary>A stored content turned out to be damaged when it was read. It counts as missing from now on.</summary>
internal sealed class DamagedObjectException(string what, Exception? inner = null)
    : IOException($"{what} in the store is damaged; it is made again.", inner);

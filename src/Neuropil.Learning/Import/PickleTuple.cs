namespace Neuropil.Learning;

/// <summary>A Python tuple.</summary>
internal sealed record PickleTuple(object?[] Items);

namespace Neuropil.Pipeline;

/// <summary>What the lock holds of one output.</summary>
/// <param name="Unit">The unit that makes it, as it prints.</param>
/// <param name="Output">The output's name.</param>
/// <param name="Path">Where it is published, below the artifacts folder.</param>
/// <param name="Hash">SHA-256 of its bytes, 64 hexadecimal digits.</param>
public sealed record LockedOutput(string Unit, string Output, string Path, string Hash);

namespace Neuropil.Pipeline;

/// <summary>What a part of a job needs.</summary>
/// <param name="Time">The longest time it may take.</param>
/// <param name="Megabytes">The most memory it may take, in MB.</param>
/// <param name="ProcessorCount">How many processors it works on.</param>
public sealed record JobNeeds(TimeSpan Time, int Megabytes, int ProcessorCount);

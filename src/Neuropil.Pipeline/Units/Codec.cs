namespace Neuropil.Pipeline;

/// <summary>How something is written to a file and read from it. Both functions capture nothing: static lambdas or methods.</summary>
/// <typeparam name="T">What the file holds.</typeparam>
/// <param name="Read">Reads it from a stream; the text names the file in errors.</param>
/// <param name="Write">Writes it to a stream, the same bytes for the same value.</param>
public sealed record Codec<T>(Func<Stream, string, T> Read, Action<Stream, T> Write);

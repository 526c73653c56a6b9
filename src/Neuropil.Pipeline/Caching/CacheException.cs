namespace Neuropil.Pipeline;

/// <summary>A shared cache did not answer as it should.</summary>
/// <param name="message">What it did, as the end of a sentence that begins with its name.</param>
/// <param name="isWrong">Whether it answered, and the answer is wrong; else it did not serve.</param>
/// <param name="inner">What was behind it.</param>
/// <param name="ends">Whether the cache is to be left alone after that.</param>
internal sealed class CacheException(string message, bool isWrong = false, Exception? inner = null, bool ends = false) : Exception(message, inner)
{
    public bool IsWrong => isWrong;

    public bool Ends => ends || !isWrong;
}

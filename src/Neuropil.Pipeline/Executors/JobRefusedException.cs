namespace Neuropil.Pipeline;

/// <summary>A cluster's scheduler did not do what it was asked for.</summary>
/// <param name="message">What it said, and what to do.</param>
/// <param name="isPassing">Whether it may do so later.</param>
public sealed class JobRefusedException(string message, bool isPassing) : IOException(message)
{
    /// <summary>Whether the scheduler may do it later: it does not answer now, or has too much to do.</summary>
    public bool IsPassing => isPassing;
}

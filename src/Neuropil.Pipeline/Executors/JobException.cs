namespace Neuropil.Pipeline;

/// <summary>A unit failed in a job; the message is for the user.</summary>
internal sealed class JobException(string message, string? details = null) : Exception(message)
{
    public override string ToString() => details ?? base.ToString();
}


namespace Neuropil.Cli;

/// <summary>The command line cannot be understood: exit code 2.</summary>
internal sealed class UsageException(string message, string? verb = null) : Exception(message)
{
    /// <summary>The verb whose help is worth reading.</summary>
    public string? Verb { get; } = verb;
}

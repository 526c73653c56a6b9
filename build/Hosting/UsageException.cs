namespace Neuropil.Build;

/// <summary>The command line cannot be understood.</summary>
/// <param name="exitCode">What the process ends with.</param>
/// <param name="message">What cannot be understood, and what was expected.</param>
internal sealed class UsageException(int exitCode, string message) : Exception(message)
{
    public const string Hint = "Say ./build.sh --help for the list.";
    private const int Misused = 2;

    public UsageException(string message)
        : this(Misused, message)
    {
    }

    public int ExitCode => exitCode;
}

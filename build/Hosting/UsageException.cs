namespace Neuropil.Build;

/// <summary>The command line cannot be understood.</summary>
internal sealed class UsageException(string message) : Exception(message)
{
    public const string Hint = "Say ./build.sh --help for the list.";
}

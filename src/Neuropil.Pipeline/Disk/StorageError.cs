namespace Neuropil.Pipeline;

/// <summary>What the disk refused, in words that help.</summary>
internal static class StorageError
{
    private const int NoSpaceOnUnix = 28;
    private const int QuotaOnLinux = 122;
    private const int NoSpaceOnWindows = unchecked((int)0x80070070);
    private const int HandleFullOnWindows = unchecked((int)0x80070027);
    private const int SharingViolation = unchecked((int)0x80070020);

    public static bool IsNoSpace(Exception exception)
        => exception is IOException { HResult: NoSpaceOnUnix or QuotaOnLinux or NoSpaceOnWindows or HandleFullOnWindows };

    /// <summary>An error that says which place could not be written to, why, and what to do.</summary>
    public static IOException Of(Exception exception, string path) => new($"{path} cannot be written: {exception.Message.TrimEnd('.')}. {Remedy(exception)}", exception);

    private static string Remedy(Exception exception) => exception switch
    {
        _ when IsNoSpace(exception) => "Make room on the disk, then run again: what was finished is kept.",
        UnauthorizedAccessException => "Give yourself the right to write there, then run again.",
        IOException { HResult: SharingViolation } => "Close the program that has it open, then run again.",
        _ => "Run again when the disk can be written to.",
    };
}

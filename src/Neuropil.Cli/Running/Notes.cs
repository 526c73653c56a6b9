namespace Neuropil.Cli;

/// <summary>
/// What is said beside the results: on standard error, so that standard output can hold a table. Summaries and notes are silent with --quiet.
/// </summary>
internal static class Notes
{
    /// <summary>What came out of a fit, in a line.</summary>
    public static void Summary(Arguments arguments, string text)
    {
        if (!arguments.Has("quiet"))
        {
            Write(text);
        }
    }

    /// <summary>What one should know.</summary>
    public static void Note(Arguments arguments, string text) => Summary(arguments, "note: " + text);

    /// <summary>What is probably not as it was meant.</summary>
    public static void Warning(string text) => Write("warning: " + text);

    public static void Error(string text) => Write("neuropil: " + text);

    private static void Write(string text)
    {
        ConsoleProgress.Clear();
        Console.Error.WriteLine(text);
    }
}

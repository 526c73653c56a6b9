namespace Neuropil.Build;

/// <summary>Where the build speaks: a terminal, which shows colours and lines that change, or a file or pipe.</summary>
/// <param name="IsThere">Whether output and errors go to a terminal that knows control sequences.</param>
/// <param name="IsColoured">Whether colours are wanted there.</param>
/// <param name="Width">How many letters fit into a line.</param>
internal sealed record Terminal(bool IsThere, bool IsColoured, int Width)
{
    private const int UsualWidth = 120;

    /// <summary>The terminal of this process.</summary>
    /// <param name="knowsSequences">Whether the console takes control sequences.</param>
    public static Terminal Of(bool knowsSequences)
    {
        bool isThere = knowsSequences && !System.Console.IsErrorRedirected && !System.Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";
        return new Terminal(isThere, isThere && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")), isThere && WidthNow() is > 0 and int width ? width : UsualWidth);
    }

    private static int WidthNow()
    {
        try
        {
            return System.Console.WindowWidth;
        }
        catch (Exception exception) when (exception is IOException or PlatformNotSupportedException)
        {
            return 0;
        }
    }
}

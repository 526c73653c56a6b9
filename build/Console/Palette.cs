using Cake.Core.Diagnostics;

namespace Neuropil.Build;

/// <summary>The colours of the console: readable on a dark and on a light ground. Everything that is no fault has the terminal's own.</summary>
internal static class Palette
{
    public const string Usual = "\u001b[0m";
    public const string Red = "\u001b[31m";
    public const string Magenta = "\u001b[35m";

    public static string Of(LogLevel level) => level switch
    {
        LogLevel.Fatal or LogLevel.Error => Red,
        LogLevel.Warning => Magenta,
        _ => "",
    };
}

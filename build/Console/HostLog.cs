using System.Globalization;
using Cake.Core.Diagnostics;

namespace Neuropil.Build;

/// <summary>
/// What the build says, by how much is wanted: quiet tells errors alone; minimal warnings and where the results are; normal what came
/// out and what ran, stage by stage; verbose unit by unit, with reasons and notes; diagnostic where in the code an error arose.
/// </summary>
/// <param name="output">Where everything but errors goes.</param>
/// <param name="errors">Where errors go.</param>
/// <param name="isColoured">Whether <see cref="Palette"/> may be used.</param>
internal sealed class HostLog(TextWriter output, TextWriter errors, bool isColoured) : ICakeLog
{
    private readonly Lock gate = new();

    public Verbosity Verbosity { get; set; } = Verbosity.Normal;

    /// <summary>What is shown below everything else and gives way to a line.</summary>
    public LiveLines? Live { get; set; }

    public void Write(Verbosity verbosity, LogLevel level, string format, params object[] args)
    {
        if (verbosity > Verbosity)
        {
            return;
        }

        string text = args.Length == 0 ? format : string.Format(CultureInfo.InvariantCulture, format, args);
        string colour = isColoured ? Palette.Of(level) : "";
        lock (gate)
        {
            Live?.Clear();
            (level <= LogLevel.Error ? errors : output).WriteLine(colour.Length == 0 ? text : colour + text + Palette.Usual);
        }
    }

    /// <summary>A line that is worth reading at this verbosity.</summary>
    public void Tell(Verbosity verbosity, string line) => Write(verbosity, LogLevel.Information, "{0}", line);
}

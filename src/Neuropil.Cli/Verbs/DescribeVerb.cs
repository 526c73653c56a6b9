using System.Text;
using Neuropil.Numerics;
using Neuropil.Synapses;

namespace Neuropil.Cli;

internal sealed class DescribeVerb : Verb
{
    public override string Name => "describe";

    public override string Summary => "Tells what a table holds: columns, kinds, ranges, likely roles and units, and the settings of a study to start from.";

    public override IReadOnlyList<(string Name, string Description)> Files =>
        [("TABLE", "a table, a folder of tables, or a path with * or {neuron}")];

    public override IReadOnlyList<VerbOption> Options { get; } =
    [
        VerbOption.Also("settings", "the settings, in place of printing them"),
        VerbOption.Quiet,
    ];

    public override void Run(Arguments arguments, OutputFiles outputs, CancellationToken cancellation)
    {
        string path = arguments.File(0);
        string? target = arguments.Text("settings");
        string location = TableInput.Location(path);
        TableDescription description = TableDescription.Of(location, Shown(path, target));
        outputs.Print(StreamedInput.InOwnWords(Lines(description.Text)));
        if (target is null)
        {
            outputs.Print("\nSettings to start from (--settings FILE writes them)\n\n" + Lines(description.Settings));
            return;
        }

        outputs.Write(arguments, "settings", stream => stream.Write(Encoding.UTF8.GetBytes(description.Settings)));
    }

    private static string Lines(string text) => string.Join('\n', text.TrimEnd('\n').Split('\n').Select(ForeignText.Escaped));

    /// <summary>The table as seen from the settings file.</summary>
    private static string Shown(string path, string? target)
        => target is null or "-" || path == "-" ? path : Path.GetRelativePath(Path.GetDirectoryName(Path.GetFullPath(target))!, Path.GetFullPath(path));
}

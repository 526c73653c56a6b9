using Neuropil.Synapses;

namespace Neuropil.Cli;

internal sealed class SynthVerb : Verb
{
    public override string Name => "synth";

    public override string Summary => "Makes two synthetic workbooks in the study's schema: historical synapses and new ones.";

    public override IReadOnlyList<(string Name, string Description)> Files => [("OUT_DIR", "the folder to write into; made where missing")];

    public override int InputCount => 0;

    public override IReadOnlyList<VerbOption> Options { get; } =
    [
        new("rows", "N", "historical synapses, at least 100", "764", "Rows"),
        new("new-rows", "N", "new synapses", "30", "NewRows"),
        VerbOption.Seed,
        new("format", "xlsx|csv", "the file format; csv above 1,048,575 rows", "xlsx", "Format"),
    ];

    public override void Run(Arguments arguments, OutputFiles outputs, CancellationToken cancellation)
    {
        SynthesisOptions options = arguments.Checked(() => new SynthesisOptions
        {
            Rows = arguments.Integer("rows", 764),
            NewRows = arguments.Integer("new-rows", 30),
            Seed = arguments.Long("seed", 42),
            Format = arguments.Choice("format", SynthesisFormat.Xlsx, ("xlsx", SynthesisFormat.Xlsx), ("csv", SynthesisFormat.Csv)),
        });
        string folder = arguments.File(0);
        string unfinished = Path.Combine(folder, FormattableString.Invariant($".{Environment.ProcessId}.partial"));
        try
        {
            (string historical, string added) = WorkbookSynthesizer.Write(unfinished, options);
            cancellation.ThrowIfCancellationRequested();
            foreach (string file in (string[])[historical, added])
            {
                string place = Path.Combine(folder, Path.GetFileName(file));
                File.Move(file, place, overwrite: true);
                Console.Out.WriteLine(place);
            }
        }
        finally
        {
            if (Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
            }
        }
    }
}

using Neuropil.Synapses;

namespace Neuropil.Cli;

internal sealed class SynthVerb : Verb
{
    public override string Name => "synth";

    public override string Summary => "Makes two synthetic workbooks in the study's schema, historical synapses and new ones, or tables in other labs' shapes.";

    public override IReadOnlyList<(string Name, string Description)> Files => [("OUT_DIR", "the folder to write into; made where missing")];

    public override int InputCount => 0;

    public override IReadOnlyList<VerbOption> Options { get; } =
    [
        new("rows", "N", "historical synapses, at least 100", "764", "Rows"),
        new("new-rows", "N", "new synapses", "30", "NewRows"),
        VerbOption.Seed,
        new("shape", "study|connectome|file-a-neuron", "whose tables they look like; all but the study's are CSV and hold no new synapses", "study"),
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
        SynthesisShape shape = arguments.Choice(
            "shape", SynthesisShape.Study, ("study", SynthesisShape.Study), ("connectome", SynthesisShape.Connectome), ("file-a-neuron", SynthesisShape.FileANeuron));
        string folder = arguments.File(0);
        string unfinished = Path.Combine(folder, FormattableString.Invariant($".{Environment.ProcessId}.partial"));
        try
        {
            IReadOnlyList<string> files = StudySynthesizer.Write(unfinished, shape, options);
            cancellation.ThrowIfCancellationRequested();
            foreach (string file in files)
            {
                string place = Path.Combine(folder, Path.GetRelativePath(unfinished, file));
                Directory.CreateDirectory(Path.GetDirectoryName(place)!);
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

namespace Neuropil.Pipeline;

/// <summary>One run of a unit: where its files are now, and who hears of it.</summary>
internal sealed class UnitWork(
    Unit unit,
    UnitInputs inputs,
    IDisk disk,
    string scratchFolder,
    IProgress<(string Step, double Fraction)> progress,
    int threadCount,
    CancellationToken cancellation)
{
    private readonly List<UnitMessage> messages = [];

    public Unit Unit => unit;

    public IProgress<(string Step, double Fraction)> Progress => progress;

    public int ThreadCount => threadCount;

    public CancellationToken Cancellation => cancellation;

    public string PathOf(Artifact input) => inputs.PathOf(NameOf(input));

    public string HashOf(Artifact input) => inputs.Hashes[NameOf(input)];

    public bool Has(FileInput input) => inputs.Hashes.ContainsKey(NameOf(input));

    public string PathOf(FileInput input) => Has(input)
        ? input.Path
        : throw new FileNotFoundException($"{unit.Id}: the optional file {input.Path} is absent; ask Has first.");

    public string NameOf(FileLabel label) => unit.Labels.Any(known => ReferenceEquals(known.Label, label))
        ? MessageText.MarkOf(unit.Labels.First(known => ReferenceEquals(known.Label, label)).Name)
        : throw new ArgumentException($"{unit.Id} names {label.Path}, which is no label of its own.", nameof(label));

    public Stream Create(Artifact output) => disk.Create(ScratchPathOf(output));

    private string ScratchPathOf(Artifact output) => unit.Artifacts.Contains(output)
        ? ScratchPathOf(output.File)
        : throw new ArgumentException($"{unit.Id} writes what is no output of its own.", nameof(output));

    public string ScratchPathOf(UnitOutput output) => Path.Combine(scratchFolder, output.Name + Path.GetExtension(output.PublishedPath));

    public void Tell(MessageKind kind, string text)
    {
        lock (messages)
        {
            messages.Add(MessageText.Recorded(new UnitMessage(kind, text), unit));
        }
    }

    public IReadOnlyList<UnitMessage> Messages()
    {
        lock (messages)
        {
            return [.. messages];
        }
    }

    private string NameOf(Artifact artifact)
    {
        foreach (ArtifactInput input in unit.ArtifactInputs)
        {
            if (ReferenceEquals(input.Artifact, artifact))
            {
                return input.Name;
            }
        }

        throw new ArgumentException($"{unit.Id} reads what is no input of its own.", nameof(artifact));
    }

    private string NameOf(FileInput file)
    {
        foreach (NamedFile input in unit.FileInputs)
        {
            if (ReferenceEquals(input.File, file))
            {
                return input.Name;
            }
        }

        throw new ArgumentException($"{unit.Id} asks for {file.Path}, which is no input of its own.", nameof(file));
    }
}

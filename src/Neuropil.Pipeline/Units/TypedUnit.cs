namespace Neuropil.Pipeline;

/// <summary>A unit with all its types.</summary>
internal sealed class TypedUnit<TOptions, TInputs, TOutputs> : Unit<TOutputs>
    where TOptions : notnull
    where TInputs : notnull
    where TOutputs : notnull
{
    private readonly TOptions options;
    private readonly TInputs inputs;
    private readonly Action<TOptions, UnitContext<TInputs, TOutputs>> run;

    public TypedUnit(
        UnitId id,
        TOptions options,
        TInputs inputs,
        TOutputs outputs,
        Action<TOptions, UnitContext<TInputs, TOutputs>> run,
        int formatVersion)
        : this(id, options, inputs, outputs, run, formatVersion, Handles.In(inputs, $"{id}, inputs"))
    {
    }

    private TypedUnit(
        UnitId id,
        TOptions options,
        TInputs inputs,
        TOutputs outputs,
        Action<TOptions, UnitContext<TInputs, TOutputs>> run,
        int formatVersion,
        Handles read)
        : base(id, formatVersion, OptionState.Of(options, $"{id}, options"), read.Orders, outputs)
    {
        this.options = options;
        this.inputs = inputs;
        this.run = run;
        Handles left = Handles.In(outputs, $"{id}, outputs");
        if (left.Files.Count + left.Labels.Count + left.Orders.Count > 0)
        {
            throw new ArgumentException($"{id}, outputs: expected artifacts, each in a property of its own.", nameof(outputs));
        }

        foreach ((string name, Artifact artifact) in left.Artifacts)
        {
            artifact.Bind(id, name);
        }

        ArtifactInputs = [.. read.Artifacts.Select(input => new ArtifactInput(input.Name, input.Artifact))];
        FileInputs = read.Files;
        Labels = read.Labels;
        Artifacts = [.. left.Artifacts.Select(output => output.Artifact)];
        CodeRoots =
        [
            run,
            .. read.Readers,
            .. left.Artifacts.Select(output => output.Artifact.Writer).Distinct(),
        ];
        foreach (Delegate root in CodeRoots)
        {
            Captures.RequireNone(root, id);
        }
    }

    internal override void Run(UnitWork work) => run(options, new UnitContext<TInputs, TOutputs>(inputs, Outputs, work));
}

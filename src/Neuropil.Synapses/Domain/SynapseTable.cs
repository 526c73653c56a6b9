namespace Neuropil.Synapses;

/// <summary>Checked synapses, in the order of their file, and what was worth telling about the reading.</summary>
public sealed record SynapseTable
{
    /// <summary>The file, as it was named.</summary>
    public required string Source { get; init; }

    /// <summary>The sheet, where the file is a workbook.</summary>
    public string? Sheet { get; init; }

    /// <summary>The synapses; keys are unique.</summary>
    public required IReadOnlyList<Synapse> Synapses { get; init; }

    /// <summary>Names of the columns beyond the schema, in file order; carried through untouched.</summary>
    public IReadOnlyList<string> ExtraColumns { get; init; } = [];

    /// <summary>Whether the table tells the boutons' volumes.</summary>
    public bool HasBoutonVolume { get; init; }

    /// <summary>What the log should tell: the sheet that was chosen, blank rows that were skipped, and the like.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

namespace Neuropil.Report;

/// <summary>
/// All that the page tells. Groups, features and columns come from the study; nothing here is known by name. What is null was not
/// computed: the page says the command that does.
/// </summary>
internal sealed record PageData
{
    /// <summary>The study's name.</summary>
    public required string Title { get; init; }

    /// <summary>Whether the tables are made up: told at the top.</summary>
    public required bool IsSynthetic { get; init; }

    /// <summary>Whether this is the published study, whose figures and departures may stand beside the results.</summary>
    public required bool IsPublishedStudy { get; init; }

    /// <summary>The program's version.</summary>
    public required string Version { get; init; }

    /// <summary>The seed of every random choice.</summary>
    public required long Seed { get; init; }

    /// <summary>The tables read.</summary>
    public required IReadOnlyList<PageInput> Inputs { get; init; }

    /// <summary>The settings as the run took them.</summary>
    public required IReadOnlyList<PageParameter> Parameters { get; init; }

    /// <summary>The historical synapses that were kept.</summary>
    public required PageTable Synapses { get; init; }

    /// <summary>The new synapses; null where there are none.</summary>
    public required PageTable? New { get; init; }

    /// <summary>The groups, in the study's order.</summary>
    public required IReadOnlyList<PageGroup> Groups { get; init; }

    /// <summary>Synapses left out, each with its reason.</summary>
    public required PageRows Removed { get; init; }

    /// <summary>New synapses beyond the historical bounds.</summary>
    public required PageRows Flagged { get; init; }

    /// <summary>What the stages warned of.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Pictures of the whole study.</summary>
    public required IReadOnlyList<PageFigure> Figures { get; init; }

    /// <summary>The methods in prose, a paragraph each.</summary>
    public required IReadOnlyList<string> Methods { get; init; }

    /// <summary>Works that the methods cite.</summary>
    public required IReadOnlyList<string> References { get; init; }

    /// <summary>Where results depart from the published study; empty for any other study.</summary>
    public required IReadOnlyList<string> Departures { get; init; }

    /// <summary>Null until Explore was run.</summary>
    public PageExplore? Explore { get; init; }

    /// <summary>Code identities and versions behind the results, name and value; empty where not known.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Provenance { get; init; } = [];
}

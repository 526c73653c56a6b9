using Neuropil.Tables;

namespace Neuropil.Synapses;

/// <summary>Where the schema's columns stand in a table's header.</summary>
internal sealed class SynapseColumns
{
    public const string BoutonVolumeName = "BoutonVolume";
    private static readonly string[] Required = ["NeuronId", "SynType", "SynId", "SynArea", "BoutonArea"];
    private static readonly string[] Coordinates = ["corr_x", "corr_y", "corr_z", "corr_soma_x", "corr_soma_y", "corr_soma_z"];

    private static readonly HashSet<string> Schema =
    [
        .. Required, BoutonVolumeName, "x", "y", "z", "soma_x", "soma_y", "soma_z",
        .. Coordinates, .. Coordinates.Select(name => name + "_micron"),
    ];

    private SynapseColumns(IReadOnlyList<string> header)
    {
        Header = header;
        NeuronId = IndexOf(header, "NeuronId");
        SynType = IndexOf(header, "SynType");
        SynId = IndexOf(header, "SynId");
        SynArea = IndexOf(header, "SynArea");
        BoutonArea = IndexOf(header, "BoutonArea");
        BoutonVolume = IndexOf(header, BoutonVolumeName);
        int[] micron = [.. Coordinates.Select(name => IndexOf(header, name + "_micron"))];
        InNanometres = [.. micron.Select(column => column < 0)];
        Positions = [.. micron.Select((column, index) => column >= 0 ? column : IndexOf(header, Coordinates[index]))];
        Extra = [.. Enumerable.Range(0, header.Count).Where(column => header[column].Length > 0 && !Schema.Contains(header[column]))];
        IsComplete = NeuronId >= 0 && SynType >= 0 && SynId >= 0 && SynArea >= 0 && BoutonArea >= 0 && Array.TrueForAll(Positions, column => column >= 0);
    }

    public IReadOnlyList<string> Header { get; }

    public int NeuronId { get; }

    public int SynType { get; }

    public int SynId { get; }

    public int SynArea { get; }

    public int BoutonArea { get; }

    /// <summary>−1 where the table does not tell it.</summary>
    public int BoutonVolume { get; }

    /// <summary>x, y, z of the synapse, then of the soma.</summary>
    public int[] Positions { get; }

    /// <summary>Which of <see cref="Positions"/> are in nanometres, for want of the column in micrometres.</summary>
    public bool[] InNanometres { get; }

    public int[] Extra { get; }

    public bool IsComplete { get; }

    /// <summary>Names of the columns for which only nanometres are there.</summary>
    public IEnumerable<string> NanometreNames => Coordinates.Where((_, index) => InNanometres[index]);

    public int MissingCount
        => Positions.Count(column => column < 0) + new[] { NeuronId, SynType, SynId, SynArea, BoutonArea }.Count(column => column < 0);

    public static SynapseColumns In(IReadOnlyList<string> header) => new(header);

    public void Report(ProblemCollector problems)
    {
        HeaderChecks.Duplicates(Header, problems);
        foreach (string name in Required.Where(name => IndexOf(Header, name) < 0))
        {
            Missing(problems, name, name);
        }

        for (int index = 0; index < Positions.Length; index++)
        {
            if (Positions[index] < 0)
            {
                Missing(problems, Coordinates[index] + "_micron", $"{Coordinates[index]}_micron (µm) or {Coordinates[index]} (nm)");
            }
        }

        if (MissingCount > 0)
        {
            problems.Whole(
                "its columns are " + string.Join(", ", Header.Where(name => name.Length > 0)),
                "the study's schema, one row a synapse",
                "data/README.md tells every column and its unit; rename yours or save a table with those names.");
        }
    }

    private void Missing(ProblemCollector problems, string name, string expected)
    {
        string? nearest = NearestName.Of(name, Header.Where(other => other.Length > 0 && !Schema.Contains(other)));
        problems.Column(
            name,
            $"column '{name}' is missing{(nearest is null ? string.Empty : $" (the nearest is '{nearest}')")}",
            "a column " + expected,
            nearest is null ? "Add the column." : $"Rename '{nearest}' to '{name}' if that is what it holds, or add the column.");
    }

    private static int IndexOf(IReadOnlyList<string> header, string name)
    {
        for (int column = 0; column < header.Count; column++)
        {
            if (header[column] == name)
            {
                return column;
            }
        }

        return -1;
    }
}

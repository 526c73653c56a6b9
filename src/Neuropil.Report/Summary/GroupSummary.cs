using Neuropil.Tables;

namespace Neuropil.Report;

/// <summary>What came out for a group: a row of <c>summary.csv</c>. What is not known is NaN, null or empty.</summary>
public sealed record GroupSummary
{
    /// <summary>Where the newest summary is, below the folder of results.</summary>
    public const string FileName = "summary.csv";

    /// <summary>The group.</summary>
    public required string Group { get; init; }

    /// <summary>Historical synapses that were clustered.</summary>
    public required int Synapses { get; init; }

    /// <summary>Clusters, noise not counted.</summary>
    public required int Clusters { get; init; }

    /// <summary>Historical synapses in no cluster.</summary>
    public required int Noise { get; init; }

    /// <summary>Whether data without clusters say that there are some; null where Validate has not been run on these clusters.</summary>
    public bool? IsEvidence { get; init; }

    /// <summary>The learner that assigns new synapses; empty where the group is skipped.</summary>
    public string Model { get; init; } = "";

    /// <summary>The accuracy of the honest estimate, 0 to 1; NaN where there is none.</summary>
    public double HonestAccuracy { get; init; } = double.NaN;

    /// <summary>The lower end of its interval.</summary>
    public double HonestLow { get; init; } = double.NaN;

    /// <summary>The upper end of its interval.</summary>
    public double HonestHigh { get; init; } = double.NaN;

    /// <summary>New synapses that a cluster took; null where there are no new synapses.</summary>
    public int? Assigned { get; init; }

    /// <summary>New synapses that the guard before the learner rejected.</summary>
    public int? Rejected { get; init; }

    /// <summary>New synapses that the learner called noise.</summary>
    public int? NewNoise { get; init; }

    /// <summary>Reads the newest summary; empty where there is none.</summary>
    /// <param name="results">The folder of results.</param>
    public static IReadOnlyList<GroupSummary> In(string results)
    {
        string path = Path.Combine(results, FileName);
        return File.Exists(path) ? Of(Table.ReadCsv(path)) : [];
    }

    internal static Table ToTable(IReadOnlyList<GroupSummary> groups) => new(
        TableColumn.Texts("Group", [.. groups.Select(group => group.Group)]),
        TableColumn.Integers("Synapses", [.. groups.Select(group => group.Synapses)]),
        TableColumn.Integers("Clusters", [.. groups.Select(group => group.Clusters)]),
        TableColumn.Integers("Noise", [.. groups.Select(group => group.Noise)]),
        TableColumn.Texts("Evidence", [.. groups.Select(group => group.IsEvidence switch { true => "yes", false => "no", null => "" })]),
        TableColumn.Texts("Model", [.. groups.Select(group => group.Model)]),
        TableColumn.Numbers("HonestAccuracy", [.. groups.Select(group => group.HonestAccuracy)]),
        TableColumn.Numbers("HonestLow", [.. groups.Select(group => group.HonestLow)]),
        TableColumn.Numbers("HonestHigh", [.. groups.Select(group => group.HonestHigh)]),
        TableColumn.Numbers("Assigned", [.. groups.Select(group => group.Assigned ?? double.NaN)]),
        TableColumn.Numbers("Rejected", [.. groups.Select(group => group.Rejected ?? double.NaN)]),
        TableColumn.Numbers("NewNoise", [.. groups.Select(group => group.NewNoise ?? double.NaN)]));

    internal static IReadOnlyList<GroupSummary> Of(Table table)
    {
        string[] groups = table.Texts("Group");
        int[] synapses = table.Integers("Synapses");
        int[] clusters = table.Integers("Clusters");
        int[] noise = table.Integers("Noise");
        return
        [
            .. groups.Select((group, row) => new GroupSummary
            {
                Group = group,
                Synapses = synapses[row],
                Clusters = clusters[row],
                Noise = noise[row],
                IsEvidence = table["Evidence"].Text(row) switch { "yes" => true, "no" => false, _ => null },
                Model = table["Model"].Text(row),
                HonestAccuracy = Number("HonestAccuracy", row),
                HonestLow = Number("HonestLow", row),
                HonestHigh = Number("HonestHigh", row),
                Assigned = Count("Assigned", row),
                Rejected = Count("Rejected", row),
                NewNoise = Count("NewNoise", row),
            }),
        ];

        double Number(string column, int row) => table[column].TryNumber(row, out double value) ? value : double.NaN;

        int? Count(string column, int row) => Number(column, row) is double value && !double.IsNaN(value) ? (int)value : null;
    }
}

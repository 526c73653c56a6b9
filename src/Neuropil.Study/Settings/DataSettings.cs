namespace Neuropil.Study;

/// <summary>The section [Data] as it is written; <see cref="StudyData"/> has what it comes to.</summary>
public sealed record DataSettings
{
    /// <summary>The historical tables.</summary>
    [Setting("Historical", "The tables: a file, a glob, a folder, or folder/{neuron}.csv where a file's name tells a column; .xlsx, .xls, .csv, .tsv, .txt, .parquet, each also .gz.")]
    public string? Historical { get; init; }

    /// <summary>The new ones.</summary>
    [Setting("New", "New synapses to assign: a file, glob or folder; none; 20% kept apart ('20% by neuron'); or a condition over columns.")]
    public string New { get; init; } = "none";

    /// <summary>The sheet.</summary>
    [Setting("Sheet", "The sheet of a workbook; 'A+B by ID' joins sheets, * stacks them. Left out: the first that has the columns.")]
    public string? Sheet { get; init; }

    /// <summary>The row of the header.</summary>
    [Setting("HeaderRow", "The row of the header, or 3-4 where names stand over two rows. Left out: the first row that has the columns.")]
    public string? HeaderRow { get; init; }

    /// <summary>Whether the tables are made up.</summary>
    [Setting("Synthetic", "Whether the tables named here are made up: the page says so. It does not count where an argument or a variable names other tables.")]
    public bool Synthetic { get; init; }

    /// <summary>The list of what to leave out.</summary>
    [Setting("Exclusions", "Synapses to leave out: a table of their names, and a Reason.")]
    public string? Exclusions { get; init; }
}

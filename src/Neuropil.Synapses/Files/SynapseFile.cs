namespace Neuropil.Synapses;

/// <summary>Reads tables of synapses.</summary>
public static class SynapseFile
{
    /// <summary>Reads and checks a table: .xlsx, .xls, .csv, .tsv or .parquet.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sheet">The sheet of a workbook; null: the first that has the required columns.</param>
    /// <param name="exclusions">Rows that are left out later: their numbers may be missing or wrong, and are NaN then.</param>
    /// <exception cref="TableException">The file cannot be used: all its problems together.</exception>
    public static SynapseTable Read(string path, string? sheet = null, ExclusionList? exclusions = null) => throw new NotSupportedException();
}

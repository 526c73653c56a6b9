namespace Neuropil.Report;

/// <summary>A statistic of the clustering against data without clusters: the rows of null.csv of one null and statistic.</summary>
/// <param name="Null">The null's name.</param>
/// <param name="Statistic">The statistic's name.</param>
/// <param name="Observed">Its value on the data.</param>
/// <param name="NullValues">Its values on the null data sets.</param>
/// <param name="P">(1 + nulls at least as large) / (N + 1).</param>
/// <param name="Meaning">What this null can say and what not; empty where told elsewhere.</param>
internal sealed record NullTest(string Null, string Statistic, double Observed, IReadOnlyList<double> NullValues, double P, string Meaning);

namespace Neuropil.Report;

/// <summary>How a model did, by one way of judging.</summary>
/// <param name="Model">The model's short name.</param>
/// <param name="Estimate">How it was judged.</param>
/// <param name="RowCount">Synapses scored.</param>
/// <param name="RejectedCount">Of them rejected; null where that is not known.</param>
/// <param name="Scores">By name, in the order of the page; the same names for every model.</param>
internal sealed record ModelScores(string Model, ModelEstimate Estimate, int RowCount, int? RejectedCount, IReadOnlyList<KeyValuePair<string, Score>> Scores)
{
    /// <summary>A score by its name.</summary>
    public Score this[string name] => Scores.Where(score => score.Key == name).Select(score => score.Value).DefaultIfEmpty(Score.Unknown).First();
}

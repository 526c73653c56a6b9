namespace Neuropil.Report;

/// <summary>What data without clusters say of a group's.</summary>
/// <param name="IsEvidence">Whether the group is better parted than they.</param>
/// <param name="Sentence">The evidence in a sentence.</param>
internal sealed record GroupVerdict(bool IsEvidence, string Sentence);

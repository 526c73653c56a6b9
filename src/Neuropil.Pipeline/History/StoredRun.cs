namespace Neuropil.Pipeline;

/// <summary>A run in the store.</summary>
/// <param name="Name">How it is called: time, study, first digits of its hash.</param>
/// <param name="Published">When it was published, UTC.</param>
/// <param name="LastShown">When a build last found it shown, UTC.</param>
/// <param name="Run">What it was.</param>
internal sealed record StoredRun(string Name, DateTime Published, DateTime LastShown, PublishedRun Run);

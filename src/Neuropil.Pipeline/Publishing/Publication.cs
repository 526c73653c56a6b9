namespace Neuropil.Pipeline;

/// <summary>What became of the published results.</summary>
public enum PublicationStatus
{
    /// <summary>The folder shows this run's results now.</summary>
    Published,

    /// <summary>The folder showed this run's results already.</summary>
    Unchanged,

    /// <summary>The folder was left as it was.</summary>
    Left,
}

/// <summary>What became of the published results.</summary>
/// <param name="Status">What was done.</param>
/// <param name="Folder">Where they are.</param>
/// <param name="HasResults">Whether the folder shows the results of a whole run.</param>
/// <param name="Error">Why they could not be published; null otherwise.</param>
public sealed record Publication(PublicationStatus Status, string Folder, bool HasResults, Exception? Error = null);

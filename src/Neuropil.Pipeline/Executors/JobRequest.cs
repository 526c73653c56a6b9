namespace Neuropil.Pipeline;

/// <summary>A job that a cluster's scheduler is asked for: one program, run once for each part.</summary>
public sealed record JobRequest
{
    /// <summary>Its name, made of the keys of its units: never the same twice among jobs that are remembered.</summary>
    public required string Name { get; init; }

    /// <summary>The folder of the job in the store; it exists, and the machines of the cluster see it too.</summary>
    public required string Folder { get; init; }

    /// <summary>How many parts, numbered from 1.</summary>
    public required int PartCount { get; init; }

    /// <summary>The program and its arguments, but for the part's number: that follows as one more argument, <c>--part=N</c>.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>What each part needs.</summary>
    public required JobNeeds Needs { get; init; }

    /// <summary>Where a part writes what it tells.</summary>
    /// <param name="part">The part's number, or what the scheduler puts in its place.</param>
    public string LogPath(string part) => Path.Combine(Folder, $"log-{part}.txt");
}

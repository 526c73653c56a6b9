namespace Neuropil.Pipeline;

/// <summary>How often what is looked at, and how long what is waited for.</summary>
internal sealed record JobPace
{
    /// <summary>How often the files of jobs are looked at.</summary>
    public TimeSpan Tick { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long units are gathered into one job after the last that came, and after the first.</summary>
    public (TimeSpan Quiet, TimeSpan Most) Gathering { get; init; } = (TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(3));

    /// <summary>The least and the most time between two queries of the scheduler; it grows while nothing changes.</summary>
    public (TimeSpan Least, TimeSpan Most) Query { get; init; } = (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(60));

    /// <summary>How long a record may take to be seen here after its job ended elsewhere: file servers keep names for up to a minute.</summary>
    public TimeSpan RecordGrace { get; init; } = TimeSpan.FromSeconds(75);

    /// <summary>How long a job may be unknown to the scheduler after it took it.</summary>
    public TimeSpan UnknownGrace { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The first and the longest pause before a refused job is asked for again; and how often in all.</summary>
    public (TimeSpan First, TimeSpan Most, int Count) Refused { get; init; } = (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(60), 65);

    /// <summary>How often it is told how many units wait, run and are done.</summary>
    public TimeSpan Telling { get; init; } = TimeSpan.FromSeconds(10);
}

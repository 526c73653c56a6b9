using Polly;
using Polly.Retry;

namespace Neuropil.Pipeline;

/// <summary>Calls to a cluster's scheduler: one at a time, off the loop that watches the jobs, and again after a pause where it refuses for now.</summary>
internal sealed class JobCalls
{
    private readonly IJobScheduler scheduler;
    private readonly Telling telling;
    private readonly SemaphoreSlim gate = new(1);
    private readonly ResiliencePipeline refusals;
    private readonly List<Task> submissions = [];
    private string toldSilence = "";

    public JobCalls(IJobScheduler scheduler, JobPace pace, Telling telling)
    {
        this.scheduler = scheduler;
        this.telling = telling;
        refusals = new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<JobRefusedException>(refusal => refusal.IsPassing),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = pace.Refused.First,
                MaxDelay = pace.Refused.Most,
                MaxRetryAttempts = pace.Refused.Count,
                OnRetry = again =>
                {
                    telling.Waiting($"{again.Outcome.Exception!.Message} Asked again in {Math.Max(1, Math.Round(again.RetryDelay.TotalSeconds))} s.");
                    return default;
                },
            })
            .Build();
    }

    /// <summary>Asks until there is an answer, or for an hour.</summary>
    public async Task<IReadOnlyList<JobPart>> Query(string prefix, IReadOnlyDictionary<string, string> jobs, CancellationToken stop)
        => await refusals.ExecuteAsync(async token => await OneAtATime(() => scheduler.Query(prefix, jobs), token).ConfigureAwait(false), stop).ConfigureAwait(false);

    /// <summary>Asks once; null where there is no answer.</summary>
    public async Task<IReadOnlyList<JobPart>?> TryQuery(string prefix, IReadOnlyDictionary<string, string> jobs, CancellationToken stop)
    {
        try
        {
            IReadOnlyList<JobPart> parts = await OneAtATime(() => scheduler.Query(prefix, jobs), stop).ConfigureAwait(false);
            toldSilence = "";
            return parts;
        }
        catch (JobRefusedException exception)
        {
            if (toldSilence != exception.Message)
            {
                toldSilence = exception.Message;
                telling.Waiting($"{exception.Message} Jobs are watched by their files until it does.");
            }

            return null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Asks for a job, in its own time; the job has its number when the scheduler took it, or the reason why it will not.</summary>
    public void Submit(LiveJob job, string prefix, JobRequest request, CancellationToken stop) => submissions.Add(Task.Run(
        async () =>
        {
            bool isAgain = false;
            try
            {
                string id = await refusals.ExecuteAsync(
                    async token => await OneAtATime(
                        () =>
                        {
                            // A reply that was lost leaves a job that runs.
                            string? taken = isAgain ? scheduler.Query(prefix, new Dictionary<string, string>()).FirstOrDefault(part => part.Name == request.Name && part.IsLive)?.Id : null;
                            isAgain = true;
                            return taken ?? scheduler.Submit(request);
                        },
                        token).ConfigureAwait(false),
                    stop).ConfigureAwait(false);
                job.TakenAt = DateTime.UtcNow;
                job.Id = id;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // It was never taken.
            }
            catch (Exception exception)
            {
                job.Refusal = exception;
            }
        },
        CancellationToken.None));

    /// <summary>Waits until no call is under way.</summary>
    public Task Settle() => Task.WhenAll(submissions);

    private async Task<T> OneAtATime<T>(Func<T> call, CancellationToken stop)
    {
        await gate.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            return await Task.Run(call, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }
}

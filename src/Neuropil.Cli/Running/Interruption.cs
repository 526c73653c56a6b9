using System.Runtime.InteropServices;

namespace Neuropil.Cli;

/// <summary>
/// Ctrl-C and the request to end: the work is asked to stop, and where it does not within a moment (it waits for a pipe, say) the process ends
/// all the same, without half-written files.
/// </summary>
internal sealed class Interruption : IDisposable
{
    /// <summary>What a shell reports of a command that Ctrl-C ended.</summary>
    public const int ExitCode = 130;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;
    private readonly OutputFiles outputs;

    public Interruption(OutputFiles outputs)
    {
        this.outputs = outputs;
        registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
        ];
    }

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in registrations)
        {
            registration.Dispose();
        }

        source.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (source.IsCancellationRequested)
        {
            End();
        }

        source.Cancel();
        _ = Task.Delay(Patience).ContinueWith(_ => End(), TaskScheduler.Default);
    }

    private void End()
    {
        outputs.Abandon();
        Notes.Error("interrupted; " + outputs.WhenInterrupted);
        Environment.Exit(ExitCode);
    }
}

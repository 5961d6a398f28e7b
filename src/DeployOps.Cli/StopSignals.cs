using System.Runtime.InteropServices;

namespace DeployOps.Cli;

/// <summary>
/// What asks the command to stop: Ctrl+C, the end of the service or job that runs it (SIGTERM), and the terminal that was closed
/// (SIGHUP). The first one cancels, so that what was begun is put back; the second ends the process at once: who asks twice does not
/// want to wait for that.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _cancelled;
    private readonly List<PosixSignalRegistration> _registrations;

    private StopSignals(CancellationTokenSource cancelled)
    {
        _cancelled = cancelled;
        _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];
    }

    /// <summary>Listens until it is disposed.</summary>
    /// <param name="cancelled">What the first signal cancels.</param>
    public static StopSignals Of(CancellationTokenSource cancelled) => new(cancelled);

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = !_cancelled.IsCancellationRequested;
        _cancelled.Cancel();
    }
}

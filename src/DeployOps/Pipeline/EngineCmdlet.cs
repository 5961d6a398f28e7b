using System.Management.Automation;

namespace DeployOps.Pipeline;

/// <summary>
/// The base of every cmdlet: runs an engine operation off the pipeline's thread, cancels it on Ctrl+C, and turns named
/// failures into error records.
/// </summary>
public abstract class EngineCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Signalled when the user presses Ctrl+C or the pipeline stops for another reason.</summary>
    protected CancellationToken StopToken => _stopping.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stopping.Cancel();

    /// <summary>Frees the cancellation.</summary>
    protected virtual void Dispose(bool disposing) => _stopping.Dispose();

    /// <summary>Runs an operation that must end the pipeline when it fails.</summary>
    internal void Run(Func<PipelineQueue, Task> operation, object? target = null) =>
        Run(operation, failure => ThrowTerminatingError(ErrorRecords.From(failure, target)));

    /// <summary>Runs an operation on one record of many; its failure does not stop the others.</summary>
    internal void RunOne(Func<PipelineQueue, Task> operation, object target) =>
        Run(operation, failure => WriteError(ErrorRecords.From(failure, target)));

    /// <summary>The full path of a folder or file that the user named, PowerShell drives included.</summary>
    internal string FileSystemPath(string path) => GetUnresolvedProviderPathFromPSPath(path);

    /// <summary>The full path of what the user named, when they named something.</summary>
    internal string? Resolved(string? path) => path is null ? null : FileSystemPath(path);

    /// <summary>The folder the user stands in.</summary>
    internal string CurrentFolder => SessionState.Path.CurrentFileSystemLocation.ProviderPath;

    private void Run(Func<PipelineQueue, Task> operation, Action<Exception> report)
    {
        try
        {
            using var queue = new PipelineQueue();
            queue.Pump(this, () => operation(queue), _stopping.Cancel);
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception failure) when (ErrorRecords.IsNamed(failure))
        {
            report(failure);
        }
    }
}

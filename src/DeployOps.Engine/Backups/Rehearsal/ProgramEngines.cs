using System.Globalization;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Stores;

namespace DeployOps.Engine.Backups.Rehearsal;

/// <summary>Servers as programs of this machine, with a folder, a port and a password of their own.</summary>
internal sealed class ProgramEngines(ProofNotes notes, BackupPorts ports, Func<string, string> redact)
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Starts one; <see langword="null"/>, with the reason added, when this machine has no program for it.</summary>
    public async Task<IThrowawayEngine?> StartAsync(StoreRecord record, string stack, List<string> reasons, CancellationToken cancellationToken)
    {
        IServerProgram? program = record.Kind switch
        {
            DataStoreKind.Postgres => await PostgresProgram.FindAsync(ports.Processes, MajorOf(record.ServerVersion), reasons, cancellationToken).ConfigureAwait(false),
            DataStoreKind.Redis => await RedisProgram.FindAsync(ports.Processes, reasons, cancellationToken).ConfigureAwait(false),
            _ => null,
        };
        if (program is null)
        {
            reasons.Add(record.Kind == DataStoreKind.Graph ? "the graph is no service of the stack, and no image is named for it" : "no image is named for it");
            return null;
        }

        var name = ProofNotes.NewName(stack);
        var note = notes.New(name, ProgramFolder.PathOf(name));
        notes.Write(note);
        try
        {
            return await StartAsync(program, note, record.Kind, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await ThrowawayRemoval.RunOrLeaveAsync(note, notes, ports).ConfigureAwait(false);
            throw;
        }
    }

    private static int MajorOf(string version) =>
        int.TryParse(version.Split('.', ' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0;

    private async Task<IThrowawayEngine> StartAsync(IServerProgram program, ProofNote note, DataStoreKind kind, CancellationToken cancellationToken)
    {
        ProgramFolder.Make(note.Folder!);
        var run = new ProgramRun(note.Folder!, ThrowawayLogins.NewPassword(), new Dictionary<string, string?> { [ThrowawayRemoval.Variable] = note.Name });
        var (store, process) = await program.StartAsync(run, reason => new NoThrowawayEngineException(kind, redact(reason)), cancellationToken).ConfigureAwait(false);
        if (process is not null)
        {
            note = note with { Programs = [process] };
            notes.Write(note);
        }

        var endpoint = new StoreEndpoint(store.Endpoint!.Host, store.Endpoint.Port);
        var started = ports.Time.GetTimestamp();
        while (true)
        {
            try
            {
                await ThrowawayLogins.PingAsync(store, endpoint, Patience, cancellationToken).ConfigureAwait(false);
                return new ThrowawayProgram(note, notes, ports, new DataStoreAccess(store, endpoint, Container: null), program);
            }
            catch (DeployOpsException failure)
            {
                if (ports.Time.GetElapsedTime(started) > AnswerLimit)
                {
                    throw new NoThrowawayEngineException(kind, $"{program.Description} did not answer ({failure.ErrorId})");
                }
            }

            await Task.Delay(Pause, ports.Time, cancellationToken).ConfigureAwait(false);
        }
    }
}

/// <summary>A server program of this machine.</summary>
internal interface IServerProgram
{
    /// <summary>What it is, such as <c>redis-server 7.0.15 on this machine</c>.</summary>
    string Description { get; }

    /// <summary>Starts it in a folder.</summary>
    /// <param name="run">Where and with which password.</param>
    /// <param name="fail">Makes the failure of a reason.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The way in, and the process when its number is known.</returns>
    Task<(DataStore Store, RunningProcess? Process)> StartAsync(ProgramRun run, Func<string, Exception> fail, CancellationToken cancellationToken);

    /// <summary>Asks it to end at once.</summary>
    Task StopAsync(string folder, CancellationToken cancellationToken);
}

/// <summary>Where and how a server program is to run.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Password">Its password.</param>
/// <param name="Environment">The variables by which it is recognised.</param>
internal sealed record ProgramRun(string Folder, string Password, IReadOnlyDictionary<string, string?> Environment)
{
    /// <summary>Names the folder only.</summary>
    public override string ToString() => Folder;
}

/// <summary>A throwaway engine that is a program of this machine.</summary>
internal sealed class ThrowawayProgram(ProofNote note, ProofNotes notes, BackupPorts ports, DataStoreAccess access, IServerProgram program) : IThrowawayEngine
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);
    private bool _isDone;

    public DataStoreAccess Access => access;

    public string Description => program.Description;

    public Task<string> KeepAsync()
    {
        notes.Write(note with { IsReleased = true });
        _isDone = true;
        return Task.FromResult($"{Description} was left running at {access.Endpoint} to be looked at; its settings and password are in {note.Folder}. The next verification removes it.");
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDone)
        {
            return;
        }

        _isDone = true;
        using var patience = new CancellationTokenSource(StopLimit);
        try
        {
            await program.StopAsync(note.Folder!, patience.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is DeployOpsException or OperationCanceledException)
        {
            // What follows ends it by its mark.
        }

        await ThrowawayRemoval.RunOrLeaveAsync(note, notes, ports).ConfigureAwait(false);
    }
}

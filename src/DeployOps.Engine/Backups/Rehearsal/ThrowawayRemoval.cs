using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Backups.Rehearsal;

/// <summary>Removes throwaway engines with everything that is theirs, and their notes when nothing is left.</summary>
internal static class ThrowawayRemoval
{
    /// <summary>The variable that every program of a throwaway engine is started with; its value is the engine's name.</summary>
    public const string Variable = "DEPLOYOPS_PROOF";

    private static readonly TimeSpan DownLimit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Removes it.</summary>
    /// <exception cref="DeployOpsException">Something could not be removed; the note stays, so that a later run tries again.</exception>
    public static async Task RunAsync(ProofNote note, ProofNotes notes, BackupPorts ports, CancellationToken cancellationToken)
    {
        if (note.Folder is { } folder)
        {
            var ended = await LeftProcesses.EndAsync($"{Variable}={note.Name}", note.Programs, Grace, Limit, cancellationToken).ConfigureAwait(false);
            if (ended.Remaining.Count > 0)
            {
                throw new ThrowawayEngineLeftException(note.Name, $"{string.Join(", ", ended.Remaining)} does not end");
            }

            if (Path.GetFileName(folder) == ProgramFolder.NameOf(note.Name) && Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        else if (notes.TargetOf(note.Name, static _ => null) is { } target)
        {
            await ports.Engine.Stacks.DownAsync(target, new DownOptions { Volumes = true, Grace = TimeSpan.Zero }, new CommandScope { Timeout = DownLimit }, cancellationToken).ConfigureAwait(false);
        }
        else if (await ports.Engine.Containers.OfProjectAsync(note.Name, cancellationToken).ConfigureAwait(false) is { Count: > 0 } left)
        {
            // Its plan cannot be read any longer; the containers are all that can be told by their labels.
            await ports.Engine.Containers.RemoveAsync([.. left.Select(container => container.Id)], cancellationToken).ConfigureAwait(false);
        }

        notes.Remove(note.Name);
    }

    /// <summary>Removes it, whatever is cancelled; what cannot be removed is left to a later run.</summary>
    public static async Task RunOrLeaveAsync(ProofNote note, ProofNotes notes, BackupPorts ports)
    {
        using var patience = new CancellationTokenSource(DownLimit);
        try
        {
            await RunAsync(note, notes, ports, patience.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is DeployOpsException or OperationCanceledException or IOException or UnauthorizedAccessException)
        {
            Release(note, notes);
        }
    }

    /// <summary>Why something could not be removed, in few words.</summary>
    public static string Reason(Exception failure) => failure is DeployOpsException named ? named.ErrorId : failure.GetType().Name;

    private static void Release(ProofNote note, ProofNotes notes)
    {
        try
        {
            notes.Write(note with { IsReleased = true });
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The note as it is says the same as soon as this process has ended.
        }
    }
}

/// <summary>A throwaway engine could not be removed.</summary>
public sealed class ThrowawayEngineLeftException(string name, string reason)
    : DeployOpsException(
        "ThrowawayEngineLeft",
        FailureKind.Environment,
        $"The throwaway engine {name} could not be removed: {reason}. The live stores are as they were.",
        "End it by hand as the account that ran it; the next verification removes what is left of it.");

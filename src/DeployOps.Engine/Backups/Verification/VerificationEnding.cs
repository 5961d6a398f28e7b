using System.Globalization;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Backups.Verification;

/// <summary>What follows a look: the manifest, the release log, the report.</summary>
internal sealed class VerificationEnding(VerifyBackup operation, DeployProject project, BackupRepository repository, BackupSet set, BackupManifest manifest)
{
    public required VerificationLevel Level { get; init; }

    public required IReadOnlyList<StoreFindings> Looks { get; init; }

    public required IReadOnlyList<string> SetFindings { get; init; }

    public required List<string> Notes { get; init; }

    public required DateTimeOffset At { get; init; }

    public required TimeSpan Duration { get; init; }

    public required Func<string, string> Redact { get; init; }

    public required bool CanWrite { get; init; }

    private IReadOnlyList<string> Findings => [.. SetFindings, .. Looks.SelectMany(look => look.Findings).Select(Redact)];

    private IReadOnlyList<string> Obstacles => [.. Looks.SelectMany(look => look.Obstacles).Select(Redact)];

    private bool Passed => Looks.Count > 0 && SetFindings.Count == 0 && Looks.All(look => look.IsWell);

    private bool IsRehearsed => Level == VerificationLevel.Restore && Looks.Count > 0 && Looks.All(look => look.Level == VerificationLevel.Restore);

    public async Task<BackupVerificationReport> CloseAsync()
    {
        var age = set.SnapshotAt is { } snapshot ? At - snapshot : TimeSpan.Zero;
        var record = new VerificationRecord
        {
            At = At,
            Level = Level,
            Passed = Passed,
            Findings = Findings,
            Obstacles = Obstacles,
            Duration = Duration,
            Age = age,
            By = $"{Environment.UserName}@{Environment.MachineName}",
            Engines = [.. Looks.Select(look => look.Engine).OfType<string>()],
        };
        NoteObjectives(age);
        Notes.AddRange(Obstacles);
        var (sealedSet, isWritten) = await SealAsync(record).ConfigureAwait(false);
        var report = new BackupVerificationReport
        {
            Set = sealedSet,
            Level = Level,
            Passed = Passed,
            Stores = [.. Looks.Select(look => look.Report()).Select(store => store with { Detail = Redact(store.Detail) })],
            Findings = Findings,
            RecoveryTime = IsRehearsed ? Duration : null,
            RecoveryTimeObjective = project.Backup.RecoveryTimeObjective,
            RecoveryPoint = age,
            RecoveryPointObjective = project.Backup.RecoveryPointObjective,
            NextAction = NextAction(isWritten),
            ExitCode = Findings.Count > 0 || (!Passed && Obstacles.Count == 0) ? ExitCodes.GateFailed : Obstacles.Count > 0 || !isWritten ? ExitCodes.Environment : ExitCodes.Passed,
        };
        if (Level == VerificationLevel.Restore)
        {
            await new RehearsalRecord(project, operation.Ports, Redact).WriteAsync(report, record, Notes).ConfigureAwait(false);
        }

        return report with { Notes = [.. Notes] };
    }

    private static string Shown(TimeSpan time) => RehearsalRecord.Shown(time);

    private void NoteObjectives(TimeSpan age)
    {
        var backup = project.Backup;
        if (IsRehearsed)
        {
            Notes.Add($"The measured recovery time is {Shown(Duration)}, from the first byte read to the last comparison, the starting of the engines included; agreed are {Shown(backup.RecoveryTimeObjective)} (backup.rto).");
            if (Duration > backup.RecoveryTimeObjective)
            {
                Notes.Add($"The recovery took longer than agreed: {Shown(Duration)} instead of {Shown(backup.RecoveryTimeObjective)}.");
            }
        }

        if (age > backup.RecoveryPointObjective)
        {
            Notes.Add($"The set is older than agreed: {Shown(age)} would be lost, agreed are {Shown(backup.RecoveryPointObjective)} (backup.rpo).");
        }
        else if (age < TimeSpan.Zero)
        {
            Notes.Add($"The set's state is of the future by {Shown(-age)}: a clock is wrong.");
        }
    }

    private async Task<(BackupSet Set, bool IsWritten)> SealAsync(VerificationRecord record)
    {
        if (!CanWrite)
        {
            if (manifest.State != BackupState.Partial)
            {
                Notes.Add("What was found could not be written into the manifest: this account may not write beside the sets.");
            }

            return (set, manifest.State == BackupState.Partial);
        }

        var doubts = manifest.Stores.Where(store => store.Doubt is not null).ToList();
        if (IsRehearsed && Passed && doubts.Count > 0)
        {
            Notes.Add($"The set passed and is not called verified: {string.Join(" ", doubts.Select(store => $"{store.Kind}: {store.Doubt}"))}");
        }

        var state = IsRehearsed && Passed && doubts.Count == 0 ? BackupState.Verified
            : Findings.Count > 0 && manifest.State == BackupState.Verified ? BackupState.Complete
            : manifest.State;
        if (state != manifest.State)
        {
            Notes.Add(state == BackupState.Verified ? $"{set.Id} is verified now." : $"{set.Id} was verified, and is no longer.");
        }

        try
        {
            // Whoever stops the command now still learns what was found.
            var written = manifest with { State = state, Stores = [.. manifest.Stores.Select(WithHash)], Verifications = [.. manifest.Verifications, record] };
            return (await repository.SealAsync(set, written, CancellationToken.None).ConfigureAwait(false), true);
        }
        catch (DeployOpsException failure)
        {
            Notes.Add($"What was found could not be written into the manifest: {Redact(failure.Message)}");
            return (set, false);
        }
    }

    // A store that gives no hash while it is dumped gives it when its dump is read: then the next look has something to compare with.
    private StoreRecord WithHash(StoreRecord store) =>
        store.Content.Hash is null && Looks.FirstOrDefault(look => look.Kind == store.Kind) is { Findings.Count: 0, FileContent.Hash: { } hash }
            ? store with { Content = store.Content with { Hash = hash } }
            : store;

    private string NextAction(bool isWritten) =>
        Findings.Count > 0 ? "Do not restore from this set. Look for a copy of it (-Set FOLDER), or make a new one: Invoke-Backup (deployops backup)."
        : Obstacles.Count > 0 ? "Nothing speaks against the set. Put right what stood in the way, and look again: Test-Backup (deployops backup test)."
        : isWritten ? ""
        : string.Create(CultureInfo.InvariantCulture, $"Run it as an account that may write {repository.Folder}, so that the set is marked.");
}

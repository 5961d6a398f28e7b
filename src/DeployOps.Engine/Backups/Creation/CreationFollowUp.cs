using DeployOps.Engine.Backups.Copies;
using DeployOps.Engine.Backups.Rehearsal;
using DeployOps.Engine.Backups.Retention;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Backups.Verification;
using DeployOps.Engine.Files;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Backups.Creation;

/// <summary>What follows a new set: it is verified, copied, and only then old ones are removed. Each step needs the one before it to have gone well.</summary>
internal sealed class CreationFollowUp(
    DeployProject project, BackupPorts ports, CreationHooks hooks, CreateBackupOptions options, ProgressListener listener, Func<string, string> redact)
{
    /// <summary>Does what the options and the settings ask for.</summary>
    /// <param name="report">What came of a set that is complete.</param>
    /// <param name="cancellationToken">Stops it; the set stays.</param>
    public async Task<BackupReport> RunAsync(BackupReport report, CancellationToken cancellationToken)
    {
        var verified = await VerifyAsync(report, cancellationToken).ConfigureAwait(false);
        var copied = verified.ExitCode == ExitCodes.Passed ? await CopyAsync(verified, cancellationToken).ConfigureAwait(false) : verified;
        return copied.ExitCode == ExitCodes.Passed && !options.SkipRetention ? await RemoveAsync(copied, cancellationToken).ConfigureAwait(false) : copied;
    }

    private async Task<BackupReport> VerifyAsync(BackupReport report, CancellationToken cancellationToken)
    {
        var level = options.Verify ?? LevelOf(project.Backup.Verify);
        if (level == VerificationLevel.Hash)
        {
            // Every file was read back before the set was called complete.
            return report;
        }

        try
        {
            return await VerifyAsync(report, level, cancellationToken).ConfigureAwait(false);
        }
        catch (NoThrowawayEngineException failure)
        {
            // No rehearsal here: then what can be done without an engine.
            var noted = report with { Notes = [.. report.Notes, $"The set was not rehearsed and stays Complete. {redact(failure.Message)}"], NextAction = redact(failure.RecommendedAction) };
            return await TryAsync(noted, "verified", () => VerifyAsync(noted, VerificationLevel.Read, cancellationToken)).ConfigureAwait(false);
        }
        catch (DeployOpsException failure)
        {
            return Failed(report, "verified", failure);
        }
    }

    private async Task<BackupReport> VerifyAsync(BackupReport report, VerificationLevel level, CancellationToken cancellationToken)
    {
        var verification = new VerifyBackupOptions { Set = report.Set!.Path, Destination = options.Destination, Level = level, OnProgress = listener.Tell };
        var looked = await (hooks.Verify ?? ((one, token) => new VerifyBackup(project) { Ports = ports }.RunAsync(one, token)))(verification, cancellationToken).ConfigureAwait(false);
        var result = report with
        {
            Set = looked.Set,
            Verification = looked.Set.Manifest is { Verifications: [.., var last] } ? last : null,
            Notes = [.. report.Notes, .. looked.Notes],
        };
        return looked switch
        {
            { Passed: true } => result,
            // Nothing was wrong with the set; there was no engine for the rehearsal.
            { ExitCode: ExitCodes.Environment, Findings.Count: 0 } =>
                result with { Notes = [.. result.Notes, "The set was not rehearsed and stays Complete."], NextAction = looked.NextAction },
            _ => result with
            {
                Failure = $"The set was written and did not pass its verification: {string.Join(" ", looked.Findings)}",
                NextAction = looked.NextAction,
                ExitCode = ExitCodes.GateFailed,
            },
        };
    }

    private Task<BackupReport> CopyAsync(BackupReport report, CancellationToken cancellationToken)
    {
        if ((options.CopyTo ?? project.Backup.CopyTo) is not { } copyTo)
        {
            return Task.FromResult(report);
        }

        return TryAsync(report, "copied", async () =>
        {
            var copy = await (hooks.Copy ?? CopyOfThisMachineAsync)(report.Set!.Path, options.Destination, copyTo, cancellationToken).ConfigureAwait(false);
            var sameDisk = Volumes.AreSame(report.Set!.Path, copy.Path)
                ? [$"'{copy.Path}' lies on the same disk as the set: it is lost with it. A mount point without its mount looks like that."]
                : Array.Empty<string>();
            return report with { Notes = [.. report.Notes, $"The set was copied to '{copy.Path}'.", .. sameDisk] };
        });
    }

    private Task<BackupReport> RemoveAsync(BackupReport report, CancellationToken cancellationToken) => TryAsync(report, "followed by retention", async () =>
    {
        var removal = new RemoveBackupsOptions { Destination = options.Destination, OnProgress = listener.Tell };
        var removed = await (hooks.Remove ?? ((one, token) => new RemoveBackups(project) { Ports = ports }.RunAsync(one, token)))(removal, cancellationToken).ConfigureAwait(false);
        return report with
        {
            Removed = [.. removed.Decisions.Where(decision => decision.Removed).Select(decision => decision.Set)],
            Notes = [.. report.Notes, .. removed.Notes],
        };
    });

    private Task<BackupSet> CopyOfThisMachineAsync(string set, string? destination, string copyTo, CancellationToken cancellationToken) =>
        new CopyBackup(project) { Ports = ports }.RunAsync(set, destination, copyTo, listener.Tell, cancellationToken);

    private async Task<BackupReport> TryAsync(BackupReport report, string what, Func<Task<BackupReport>> step)
    {
        try
        {
            return await step().ConfigureAwait(false);
        }
        catch (DeployOpsException failure)
        {
            return Failed(report, what, failure);
        }
    }

    private BackupReport Failed(BackupReport report, string what, DeployOpsException failure) => report with
    {
        Failure = $"The set is {report.Set!.State} and could not be {what}: {redact(failure.Message)}",
        NextAction = redact(failure.RecommendedAction),
        ExitCode = ExitCodes.Environment,
    };

    private static VerificationLevel LevelOf(BackupVerification verification) => verification switch
    {
        BackupVerification.Hash => VerificationLevel.Hash,
        BackupVerification.Read => VerificationLevel.Read,
        _ => VerificationLevel.Restore,
    };
}

using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Creation;
using DeployOps.Engine.Backups.Rehearsal;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Backups.Verification;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project.Sections;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Creation;

/// <summary>Old sets go only when the new one is what was wanted of it.</summary>
public sealed class CreationFollowUpTests : IDisposable
{
    private readonly FakeProject _project = new();

    [Fact]
    public async Task A_set_that_passes_is_copied_and_followed_by_retention()
    {
        var steps = new List<string>();
        _project.Verifying(BackupVerification.Restore, (options, token) =>
        {
            steps.Add($"{options.Level}");
            return LookAsync(options, passed: true, token);
        });
        _project.Hooks = _project.Hooks with
        {
            Copy = (_, _, to, _) =>
            {
                steps.Add(to);
                return Task.FromResult(new BackupSet { Id = "x", Path = to });
            },
        };

        var report = await _project.BackUpAsync(new CreateBackupOptions { CopyTo = "//nas/backups" });

        Assert.Equal(["Restore", "//nas/backups"], steps);
        Assert.Equal((0, BackupState.Verified), (report.ExitCode, report.Set!.State));
        Assert.True(report.Verification?.Passed);
        Assert.Contains("The set was copied to '//nas/backups'.", report.Notes);
        Assert.Single(_project.Removals);
    }

    [Fact]
    public async Task A_set_that_does_not_pass_is_neither_copied_nor_followed_by_retention()
    {
        _project.Verifying(BackupVerification.Read, (options, token) => LookAsync(options, passed: false, token));

        var report = await _project.BackUpAsync(new CreateBackupOptions { CopyTo = "elsewhere" });

        Assert.Equal(1, report.ExitCode);
        Assert.Contains("did not pass its verification: a row is missing", report.Failure, StringComparison.Ordinal);
        Assert.Empty(_project.Removals);
    }

    [Fact]
    public async Task Without_an_engine_for_the_rehearsal_the_set_is_read_and_stays_complete()
    {
        _project.Verifying(BackupVerification.Restore, (options, token) =>
            options.Level == VerificationLevel.Restore ? throw new NoThrowawayEngineException(DataStoreKind.Redis, "there is none") : LookAsync(options, passed: true, token));

        var report = await _project.BackUpAsync();

        Assert.Equal(0, report.ExitCode);
        Assert.Contains(report.Notes, note => note.StartsWith("The set was not rehearsed and stays Complete.", StringComparison.Ordinal));
        Assert.NotEqual("", report.NextAction);
        Assert.Single(_project.Removals);
    }

    [Fact]
    public async Task A_copy_that_fails_keeps_the_set_and_the_old_ones()
    {
        _project.Hooks = _project.Hooks with { Copy = (_, _, _, _) => throw new BackupUnreadableException("the share") };

        var report = await _project.BackUpAsync(new CreateBackupOptions { CopyTo = "elsewhere" });

        Assert.Equal((3, BackupState.Complete), (report.ExitCode, report.Set!.State));
        Assert.Contains("could not be copied", report.Failure, StringComparison.Ordinal);
        Assert.Empty(_project.Removals);
    }

    public void Dispose() => _project.Dispose();

    private async Task<BackupVerificationReport> LookAsync(VerifyBackupOptions options, bool passed, CancellationToken cancellationToken)
    {
        var set = await _project.Repository.FindAsync(options.Set, BackupState.Complete, cancellationToken);
        var look = new VerificationRecord { At = _project.Time.Now, Level = options.Level, Passed = passed };
        var state = passed && options.Level == VerificationLevel.Restore ? BackupState.Verified : set.State;
        set = await _project.Repository.SealAsync(set, set.Manifest! with { State = state, Verifications = [look] }, cancellationToken);
        return new BackupVerificationReport { Set = set, Level = options.Level, Passed = passed, Findings = passed ? [] : ["a row is missing"], ExitCode = passed ? 0 : 1 };
    }
}

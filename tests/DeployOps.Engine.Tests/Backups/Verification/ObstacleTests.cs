using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Encryption;
using DeployOps.Engine.Backups.Retention;
using DeployOps.Engine.Backups.Sets;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Verification;

/// <summary>A look that could not be made says nothing of the set, and takes nothing from it.</summary>
public sealed class ObstacleTests : IDisposable
{
    private readonly VerifiedProject _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task A_passphrase_that_is_not_there_leaves_the_set_verified_and_protected()
    {
        await AddEncryptedAsync();

        var report = await _shop.VerifyAsync(VerificationLevel.Restore);

        Assert.Equal((false, 3, BackupState.Verified), (report.Passed, report.ExitCode, report.Set.State));
        await AssertOnlyObstructedAsync("could not be decrypted here");
    }

    [Fact]
    public async Task A_key_that_does_not_fit_a_file_that_is_as_it_was_written_is_another_key()
    {
        await _shop.Sets.AddAsync(state: BackupState.Verified);
        _shop.Postgres.ReadFailure = new BackupKeyWrongException("postgres.dump", "the passphrase in BACKUP_PASSPHRASE");

        var report = await _shop.VerifyAsync(VerificationLevel.Read);

        Assert.Equal((false, 3, BackupState.Verified), (report.Passed, report.ExitCode, report.Set.State));
        await AssertOnlyObstructedAsync("cannot be decrypted with");
    }

    [Fact]
    public async Task A_key_that_does_not_fit_a_file_that_was_changed_is_no_excuse()
    {
        await _shop.Sets.AddAsync(state: BackupState.Verified);
        _shop.Postgres.ReadFailure = new BackupKeyWrongException("postgres.dump", "the passphrase in BACKUP_PASSPHRASE");
        var file = Path.Combine(_shop.Folder, "postgres.dump");
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[3] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);

        var report = await _shop.VerifyAsync(VerificationLevel.Read);

        Assert.Equal((1, BackupState.Complete), (report.ExitCode, report.Set.State));
        Assert.True(new RetentionCandidate(report.Set).FailedItsLook);
    }

    [Fact]
    public async Task What_was_found_before_is_not_undone_by_a_look_that_could_not_be_made()
    {
        await AddEncryptedAsync(new VerificationRecord { At = _shop.Sets.Time.Now, Level = VerificationLevel.Read, Passed = false, Findings = ["Postgres: a row is missing"] });

        var report = await _shop.VerifyAsync(VerificationLevel.Read);

        Assert.Equal(2, report.Set.Manifest!.Verifications.Count);
        Assert.True(new RetentionCandidate(report.Set).FailedItsLook);
    }

    private async Task AddEncryptedAsync(params VerificationRecord[] looks)
    {
        var set = await _shop.Sets.AddAsync(state: BackupState.Verified);
        await _shop.Sets.Repository.SealAsync(set, set.Manifest! with { Encryption = new EncryptionRecord("passphrase", "BACKUP_PASSPHRASE"), Verifications = looks }, default);
    }

    private async Task AssertOnlyObstructedAsync(string why)
    {
        var set = await _shop.Sets.Repository.FindAsync(VerifiedProject.Id, BackupState.Verified, default);
        var look = set.Manifest!.Verifications[^1];
        Assert.False(look.Passed);
        Assert.False(look.IsVerdict);
        Assert.Empty(look.Findings);
        Assert.Contains(look.Obstacles, obstacle => obstacle.Contains(why, StringComparison.Ordinal));
        Assert.True(new RetentionCandidate(set).IsVerified);
    }
}

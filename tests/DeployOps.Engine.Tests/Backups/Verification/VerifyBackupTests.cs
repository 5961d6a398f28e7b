using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Backups.Verification;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Files;
using DeployOps.Engine.Project.Sections;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Verification;

public sealed class VerifyBackupTests : IDisposable
{
    private readonly VerifiedProject _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task The_files_against_their_hashes_ask_no_store_and_verify_nothing()
    {
        await _shop.Sets.AddAsync();

        var report = await _shop.VerifyAsync(VerificationLevel.Hash);

        Assert.Equal((true, 0, BackupState.Complete), (report.Passed, report.ExitCode, report.Set.State));
        Assert.Null(report.RecoveryTime);
        Assert.Equal(TimeSpan.FromHours(10), report.RecoveryPoint);
        Assert.Empty(_shop.Postgres.Calls);
        var look = Assert.Single((await _shop.ManifestAsync()).Verifications);
        Assert.Equal((VerificationLevel.Hash, true, TimeSpan.FromHours(10)), (look.Level, look.Passed, look.Age));
        Assert.False(File.Exists(_shop.LogPath));
    }

    [Fact]
    public async Task A_verified_set_with_a_changed_byte_is_not_verified_any_longer_and_nothing_of_that_store_is_read()
    {
        await _shop.Sets.AddAsync(state: BackupState.Verified);
        var file = Path.Combine(_shop.Folder, "postgres.dump");
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[17] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);

        var report = await _shop.VerifyAsync(VerificationLevel.Restore);

        Assert.Equal((false, 1, BackupState.Complete), (report.Passed, report.ExitCode, report.Set.State));
        Assert.Contains("postgres.dump", Assert.Single(report.Findings), StringComparison.Ordinal);
        Assert.Empty(_shop.Postgres.Calls);
        Assert.Contains(_shop.Redis.Calls, call => call.StartsWith("restore", StringComparison.Ordinal));
        Assert.Equal(BackupState.Complete, (await _shop.ManifestAsync()).State);
        Assert.Null(report.RecoveryTime);
    }

    [Fact]
    public async Task A_manifest_that_is_not_what_was_sealed_is_reported_and_left_as_it_is()
    {
        await _shop.Sets.AddAsync(state: BackupState.Verified);
        var path = Path.Combine(_shop.Folder, BackupRepository.ManifestName);
        var text = (await File.ReadAllTextAsync(path)).Replace("ada@host", "eve@host", StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text);

        var report = await _shop.VerifyAsync(VerificationLevel.Restore, VerifiedProject.Id);

        Assert.Equal((false, 1), (report.Passed, report.ExitCode));
        Assert.StartsWith("The manifest cannot be trusted", Assert.Single(report.Findings), StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(path));
        await Assert.ThrowsAsync<BackupNotFoundException>(() => _shop.VerifyAsync(VerificationLevel.Hash));
    }

    [Fact]
    public async Task What_lies_in_the_folder_and_in_no_manifest_is_found()
    {
        await _shop.Sets.AddAsync();
        await File.WriteAllTextAsync(Path.Combine(_shop.Folder, "stranger.dump"), "x");

        var report = await _shop.VerifyAsync(VerificationLevel.Hash);

        Assert.Contains("stranger.dump", Assert.Single(report.Findings), StringComparison.Ordinal);
        Assert.Equal(1, report.ExitCode);
    }

    [Fact]
    public async Task Reading_keeps_the_hash_of_the_content_and_the_next_reading_is_held_against_it()
    {
        await _shop.Sets.AddAsync();

        Assert.True((await _shop.VerifyAsync(VerificationLevel.Read)).Passed);

        Assert.All((await _shop.ManifestAsync()).Stores, store => Assert.Equal("rows:1", store.Content.Hash));
        _shop.Redis.FileContent = ProvenStore.Usual with { Hash = "rows:2" };
        var again = await _shop.VerifyAsync(VerificationLevel.Read);
        Assert.Equal((false, 1), (again.Passed, again.ExitCode));
        Assert.StartsWith("Redis: the content is not the same", Assert.Single(again.Findings), StringComparison.Ordinal);
        Assert.Equal(BackupState.Complete, again.Set.State);
    }

    [Fact]
    public async Task A_count_that_is_not_the_manifests_is_found_and_its_hash_is_not_kept()
    {
        await _shop.Sets.AddAsync();
        _shop.Postgres.FileContent = new StoreContent([new ContentCount("table", "public.주문", 2), new ContentCount("table", "public.more", 1)], "rows:1");

        var report = await _shop.VerifyAsync(VerificationLevel.Read);

        Assert.Equal(["Postgres: table public.more: none in the manifest, 1 in the file", "Postgres: table public.주문: 3 in the manifest, 2 in the file"], report.Findings);
        Assert.Null((await _shop.ManifestAsync()).Stores[0].Content.Hash);
    }

    [Fact]
    public async Task What_only_the_machine_lacks_says_nothing_against_a_verified_set()
    {
        await _shop.Sets.AddAsync(state: BackupState.Verified);
        _shop.Postgres.ReadFailure = new PretendedFailure(FailureKind.Environment, "no pg_restore; s3cret-not-shown");

        var report = await _shop.VerifyAsync(VerificationLevel.Read);

        Assert.Equal((false, 3, BackupState.Verified), (report.Passed, report.ExitCode, report.Set.State));
        Assert.Empty(report.Findings);
        Assert.Contains(report.Notes, note => note.Contains("no pg_restore", StringComparison.Ordinal));
        Assert.DoesNotContain("s3cret-not-shown", $"{string.Join(' ', report.Notes)}{await File.ReadAllTextAsync(Path.Combine(_shop.Folder, "manifest.json"))}{string.Join(' ', report.Stores)}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dump_that_its_own_reader_refuses_is_a_finding()
    {
        await _shop.Sets.AddAsync(state: BackupState.Verified);
        _shop.Redis.ReadFailure = new PretendedFailure(FailureKind.InvalidData, "no such opcode");

        var report = await _shop.VerifyAsync(VerificationLevel.Read);

        Assert.Equal((false, 1, BackupState.Complete), (report.Passed, report.ExitCode, report.Set.State));
    }

    [Fact]
    public async Task A_rehearsal_that_passes_verifies_the_set_measures_the_recovery_and_is_in_the_release_log()
    {
        await _shop.Sets.AddAsync();
        _shop.Engines.Left.Add("shop-proof-1, which an earlier rehearsal left, was removed.");

        var report = await _shop.VerifyAsync(VerificationLevel.Restore);

        Assert.Equal((true, 0, BackupState.Verified), (report.Passed, report.ExitCode, report.Set.State));
        Assert.True(report.RecoveryTime > TimeSpan.Zero);
        Assert.Equal((TimeSpan.FromHours(4), TimeSpan.FromHours(26)), (report.RecoveryTimeObjective, report.RecoveryPointObjective));
        Assert.Contains(report.Notes, note => note.StartsWith("shop-proof-1", StringComparison.Ordinal));
        Assert.Contains(report.Notes, note => note.Contains("the starting of the engines included", StringComparison.Ordinal));
        Assert.Equal(["estimate 9001", "read with nothing", "restore 9001"], _shop.Postgres.Calls.Order());
        Assert.Equal((0, 1), (_shop.Engines.Running.Count, _shop.Engines.Most));
        var look = Assert.Single((await _shop.ManifestAsync()).Verifications);
        Assert.Equal(["Postgres 17.2 in a pretended engine", "Redis 17.2 in a pretended engine"], look.Engines);
        var log = await File.ReadAllTextAsync(_shop.LogPath);
        Assert.Contains("restore rehearsal: 2 of 2 stores restored and equal", log, StringComparison.Ordinal);
        Assert.Contains("RTO measured: ", log, StringComparison.Ordinal);
        Assert.Contains("RPO: 10 h 0 min; agreed: 26 h 0 min", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_did_not_come_back_and_one_that_came_back_otherwise_are_found()
    {
        await _shop.Sets.AddAsync(state: BackupState.Verified);
        _shop.Postgres.RestoredContent = new StoreContent([new ContentCount("table", "public.주문", 2)], "rows:3");
        _shop.Redis.RestoredContent = ProvenStore.Usual with { Hash = "rows:2" };

        var report = await _shop.VerifyAsync(VerificationLevel.Restore);

        Assert.Equal((false, 1, BackupState.Complete), (report.Passed, report.ExitCode, report.Set.State));
        Assert.Equal(3, report.Findings.Count);
        Assert.Contains("Postgres: table public.주문: 3 in the file, 2 in the restored store", report.Findings);
        Assert.Contains("Failed", await File.ReadAllTextAsync(_shop.LogPath), StringComparison.Ordinal);
        Assert.Empty(_shop.Engines.Running);
    }

    [Fact]
    public async Task Equal_counts_without_a_hash_verify_nothing()
    {
        await _shop.Sets.AddAsync();
        _shop.Redis.RestoredContent = ProvenStore.Usual with { Hash = null };

        var report = await _shop.VerifyAsync(VerificationLevel.Restore);

        Assert.Equal((false, 1, BackupState.Complete), (report.Passed, report.ExitCode, report.Set.State));
        Assert.Contains("no content hash", Assert.Single(report.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_without_an_engine_is_read_the_others_are_rehearsed_and_the_set_stays_what_it_was()
    {
        await _shop.Sets.AddAsync(state: BackupState.Verified);
        _shop.Engines.Missing.Add(DataStoreKind.Postgres);

        var report = await _shop.VerifyAsync(VerificationLevel.Restore);

        Assert.Equal((false, 3, BackupState.Verified), (report.Passed, report.ExitCode, report.Set.State));
        Assert.Equal([(DataStoreKind.Postgres, VerificationLevel.Read, false), (DataStoreKind.Redis, VerificationLevel.Restore, true)], report.Stores.Select(store => (store.Kind, store.Level, store.Passed)));
        Assert.Equal(["read with nothing"], _shop.Postgres.Calls);
        Assert.Null(report.RecoveryTime);
        Assert.False((await _shop.ManifestAsync()).Verifications[^1].Passed);
    }

    [Theory]
    [InlineData(true, 1, BackupState.Complete)]
    [InlineData(false, 3, BackupState.Verified)]
    public async Task An_engine_that_refuses_the_dump_speaks_against_the_set_and_one_that_died_does_not(bool engineLives, int exitCode, BackupState state)
    {
        await _shop.Sets.AddAsync(state: BackupState.Verified);
        _shop.Postgres.RestoreFailure = new PretendedFailure(FailureKind.Environment, "it was refused");
        _shop.Postgres.OnRestore = _ =>
        {
            _shop.Postgres.EstimateFailure = engineLives ? null : new PretendedFailure(FailureKind.Environment, "nobody is there");
            return Task.CompletedTask;
        };

        var report = await _shop.VerifyAsync(VerificationLevel.Restore);

        Assert.Equal((false, exitCode, state), (report.Passed, report.ExitCode, report.Set.State));
        Assert.Empty(_shop.Engines.Running);
    }

    [Fact]
    public async Task Kept_engines_go_on_running_and_the_report_says_how_to_find_them()
    {
        await _shop.Sets.AddAsync();

        var report = await _shop.VerifyAsync(VerificationLevel.Restore, keep: true);

        Assert.Equal(2, _shop.Engines.Running.Count);
        Assert.Contains("engine 9001 was kept", report.Notes);
    }

    [Fact]
    public async Task A_partial_set_is_looked_at_only_when_named_never_rehearsed_and_not_written_to()
    {
        await _shop.Sets.AddAsync(state: BackupState.Partial, folderName: VerifiedProject.Id + BackupRepository.PartialExtension);
        await Assert.ThrowsAsync<BackupNotFoundException>(() => _shop.VerifyAsync(VerificationLevel.Hash));

        var report = await _shop.VerifyAsync(VerificationLevel.Restore, VerifiedProject.Id);

        Assert.Equal((VerificationLevel.Read, true, 0, BackupState.Partial), (report.Level, report.Passed, report.ExitCode, report.Set.State));
        Assert.Contains(report.Notes, note => note.StartsWith("The set is partial", StringComparison.Ordinal));
        Assert.Equal(["read with nothing"], _shop.Postgres.Calls);
        Assert.Empty((await _shop.ManifestAsync()).Verifications);
    }

    [Fact]
    public async Task Two_looks_at_one_set_do_not_run_at_once()
    {
        await _shop.Sets.AddAsync();
        using var other = await FileLock.AcquireAsync(Path.Combine(_shop.Sets.Repository.Folder, $".verify-{VerifiedProject.Id}.lock"), TimeSpan.Zero, "somebody", default);

        var failure = await Assert.ThrowsAsync<BackupVerificationInProgressException>(() => _shop.VerifyAsync(VerificationLevel.Hash));

        Assert.Contains("somebody", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_release_log_that_cannot_be_written_is_a_note()
    {
        await _shop.Sets.AddAsync();
        Directory.CreateDirectory(_shop.LogPath);

        var report = await _shop.VerifyAsync(VerificationLevel.Restore);

        Assert.Equal((true, 0, BackupState.Verified), (report.Passed, report.ExitCode, report.Set.State));
        Assert.Contains(report.Notes, note => note.StartsWith("The release log could not be written", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Times_beyond_what_was_agreed_are_notes()
    {
        await _shop.Sets.AddAsync();
        _shop.Project = _shop.Project with { Backup = new BackupSettings { RecoveryPointObjective = TimeSpan.FromHours(1), RecoveryTimeObjective = TimeSpan.FromTicks(1) } };

        var report = await _shop.VerifyAsync(VerificationLevel.Restore);

        Assert.True(report.Passed);
        Assert.Contains(report.Notes, note => note.StartsWith("The set is older than agreed", StringComparison.Ordinal));
        Assert.Contains(report.Notes, note => note.StartsWith("The recovery took longer than agreed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_look_that_is_stopped_or_out_of_time_leaves_no_engine_and_the_manifest_as_it_was()
    {
        await _shop.Sets.AddAsync();
        using var stop = new CancellationTokenSource();
        _shop.Postgres.OnRestore = async token =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _shop.VerifyAsync(VerificationLevel.Restore, cancellationToken: stop.Token));
        Assert.Empty(_shop.Engines.Running);
        _shop.Postgres.OnRestore = token => Task.Delay(Timeout.Infinite, token);
        await Assert.ThrowsAsync<BackupVerificationTimeoutException>(() => _shop.VerifyAsync(VerificationLevel.Restore, timeout: TimeSpan.FromMilliseconds(200)));
        Assert.Empty(_shop.Engines.Running);
        Assert.Empty((await _shop.ManifestAsync()).Verifications);
        Assert.Empty(Directory.GetFiles(_shop.Sets[".deployops/proofs"]));
    }

    private sealed class PretendedFailure(FailureKind kind, string message) : DeployOpsException("Pretended", kind, message, "Nothing.");
}

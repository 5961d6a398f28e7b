using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Creation;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project.Sections;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Creation;

/// <summary>A set has its final name only when every store was written to its end and read back.</summary>
public sealed class CreateBackupTests : IDisposable
{
    private readonly FakeProject _project = new();

    [Fact]
    public async Task All_stores_become_one_complete_set()
    {
        var report = await _project.BackUpAsync(new CreateBackupOptions { Reason = "before the move" });

        Assert.Equal((0, ""), (report.ExitCode, report.Failure));
        var set = Assert.Single(await _project.SetsAsync());
        Assert.Equal(report.Set!.Id, set.Id);
        Assert.Equal((BackupState.Complete, BackupFault.None), (set.State, set.Fault));
        Assert.Equal(["Postgres", "Redis"], set.Manifest!.Stores.Select(store => $"{store.Kind}"));
        Assert.Equal(["db:5432/shop", "cache:6379"], set.Manifest.Stores.Select(store => store.Source));
        Assert.Equal(["a", "b"], set.Manifest.Stores[0].Content.Counts.Select(count => count.Name));
        Assert.Equal(("before the move", "shop", (int?)null), (set.Manifest.Reason, set.Manifest.Stack, set.Manifest.ProcessId));
        Assert.Equal(_project.Postgres.Content, await File.ReadAllBytesAsync(Path.Combine(set.Path, "postgres.dump")));
        Assert.Equal(["manifest.json", "postgres.dump", "redis.dump"], Directory.GetFileSystemEntries(set.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(await BackupRepository.HashFilesAsync(set, null, null, CancellationToken.None));
        Assert.Equal(["retention ran"], report.Notes);
    }

    [Fact]
    public async Task A_store_that_fails_leaves_the_set_partial_and_the_other_store_whole()
    {
        _project.Postgres.OnHalf = _ => throw new NoSuchStoreException("made up", [DataStoreKind.Graph], []);

        var report = await _project.BackUpAsync();

        Assert.Equal(3, report.ExitCode);
        Assert.Contains("Postgres: Project 'made up' has no Graph", report.Failure, StringComparison.Ordinal);
        var set = Assert.Single(await _project.SetsAsync());
        Assert.Equal(BackupState.Partial, set.State);
        Assert.EndsWith(".partial", set.Path, StringComparison.Ordinal);
        Assert.Equal([false, true], set.Manifest!.Stores.Select(store => store.IsComplete));
        Assert.NotNull(set.Manifest.Stores[0].Failure);
        Assert.Empty(set.Manifest.Stores[0].Files);
        Assert.Equal(["manifest.json", "redis.dump"], Directory.GetFileSystemEntries(set.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(await BackupRepository.HashFilesAsync(set, DataStoreKind.Redis, null, CancellationToken.None));
        Assert.Empty(_project.Removals);
    }

    [Fact]
    public async Task A_foreign_exception_is_named_by_its_type_and_its_text_is_not_shown()
    {
        _project.Redis.OnHalf = _ => throw new InvalidOperationException("hunter2");

        var report = await _project.BackUpAsync();

        Assert.Contains("InvalidOperationException", report.Failure, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", report.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_is_silent_at_the_first_look_fails_alone()
    {
        _project.Postgres.OnEstimate = () => throw new BackupUnreadableException("the server");

        var report = await _project.BackUpAsync();

        Assert.Equal(3, report.ExitCode);
        Assert.Equal([false, true], report.Stores.Select(store => store.IsComplete));
    }

    [Fact]
    public async Task When_no_store_answers_nothing_is_begun()
    {
        _project.Postgres.OnEstimate = () => throw new BackupUnreadableException("the server");
        _project.Redis.OnEstimate = () => throw new BackupUnreadableException("the other server");

        await Assert.ThrowsAsync<NoStoreReachableException>(() => _project.BackUpAsync());
        await Assert.ThrowsAsync<BackupUnreadableException>(() => _project.BackUpAsync(new CreateBackupOptions { Stores = [DataStoreKind.Redis] }));

        Assert.Empty(_project.Folders());
    }

    [Fact]
    public async Task A_store_that_ends_without_a_whole_file_is_not_believed()
    {
        _project.Postgres.Instead = (files, _) =>
        {
            files.Create("postgres.dump").WriteByte(1);
            return Task.CompletedTask;
        };
        _project.Redis.Instead = (_, _) => Task.CompletedTask;

        var report = await _project.BackUpAsync();

        Assert.Contains("Postgres: The dump of Postgres ended without", report.Failure, StringComparison.Ordinal);
        Assert.Contains("Redis: The dump of Redis ended without", report.Failure, StringComparison.Ordinal);
        Assert.Equal(["manifest.json"], Directory.GetFileSystemEntries(report.Set!.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Scratch_and_work_folders_are_gone_afterwards()
    {
        var folders = new List<string>();
        _project.Postgres.Instead = async (files, run) =>
        {
            folders.AddRange([files.ScratchFolder(), run.WorkFolder!]);
            await File.WriteAllTextAsync(Path.Combine(folders[0], "toc.dat"), "x");
            await File.WriteAllTextAsync(Path.Combine(folders[1], "pgpass"), "x");
            await using var stream = files.Create("postgres.tar");
            stream.Write("whole"u8);
        };

        var report = await _project.BackUpAsync();

        Assert.Equal(BackupState.Complete, report.Set!.State);
        Assert.Equal(2, folders.Count);
        Assert.All(folders, folder => Assert.False(Directory.Exists(folder)));
    }

    [Fact]
    public async Task Only_the_named_stores_are_written_and_the_others_are_noted()
    {
        var report = await _project.BackUpAsync(new CreateBackupOptions { Stores = [DataStoreKind.Redis], SkipRetention = true });

        Assert.Equal([DataStoreKind.Redis], report.Set!.Manifest!.Stores.Select(store => store.Kind));
        Assert.Equal(["Postgres was not asked for and is not in this set."], report.Notes);
        Assert.Empty(_project.Removals);
    }

    [Fact]
    public async Task A_named_store_that_the_project_does_not_have_is_a_failure()
    {
        await Assert.ThrowsAsync<NoSuchStoreException>(() => _project.BackUpAsync(new CreateBackupOptions { Stores = [DataStoreKind.Redis, DataStoreKind.Graph] }));

        Assert.False(Directory.Exists(_project[".deployops"]));
    }

    [Fact]
    public async Task A_store_that_the_settings_exclude_is_noted_and_never_reported_as_written()
    {
        _project.Project = _project.Project with { Backup = _project.Project.Backup with { Redis = new BackupRedisSettings { IsEnabled = false } } };

        var report = await _project.BackUpAsync();

        Assert.Equal([DataStoreKind.Postgres], report.Stores.Select(store => store.Kind));
        Assert.Contains("Redis is not in this set: backup.redis.enabled is false in deployops.yml.", report.Notes);
    }

    [Fact]
    public async Task A_project_without_stores_is_a_failure()
    {
        _project.Found = [];

        await Assert.ThrowsAsync<NoStoreToBackUpException>(() => _project.BackUpAsync());
    }

    [Fact]
    public async Task A_store_with_a_problem_fails_with_the_names_of_its_keys()
    {
        _project.Found = [_project.Found[0], new DataStore { Kind = DataStoreKind.Redis, Keys = "REDIS_URL", Problem = "its port is no number" }];

        var report = await _project.BackUpAsync();

        Assert.Contains("its port is no number", report.Failure, StringComparison.Ordinal);
        Assert.Contains("REDIS_URL", report.NextAction, StringComparison.Ordinal);
        Assert.Equal([true, false], report.Stores.Select(store => store.IsComplete));
    }

    [Fact]
    public async Task A_plan_writes_nothing_not_even_a_folder()
    {
        _project.Postgres.EstimatedBytes = 12_000_000;

        var report = await _project.BackUpAsync(new CreateBackupOptions { IsPlan = true });

        Assert.True(report is { IsPlan: true, Set: null, ExitCode: 0 });
        Assert.Equal(["Its dump needs 12 MB at most."], report.Stores[0].Notes);
        Assert.False(Directory.Exists(_project[".deployops"]));
    }

    [Fact]
    public async Task Too_little_space_is_named_before_anything_is_begun()
    {
        _project.Postgres.EstimatedBytes = 1_000_000_000;
        _project.Hooks = _project.Hooks with { FreeSpace = _ => 250_000_000 };

        var failure = await Assert.ThrowsAsync<NotEnoughSpaceException>(() => _project.BackUpAsync());

        Assert.True(failure is { Free: 250_000_000, Needed: > 300_000_000 and < 330_000_000 });
        Assert.Empty(_project.Folders());

        _project.Hooks = _project.Hooks with { FreeSpace = _ => 340_000_000 };
        Assert.Equal(0, (await _project.BackUpAsync()).ExitCode);
    }

    [Fact]
    public async Task The_last_set_says_how_much_space_the_next_one_needs()
    {
        await _project.BackUpAsync();
        _project.Postgres.EstimatedBytes = 1_000_000_000;
        _project.Hooks = _project.Hooks with { FreeSpace = _ => 2_000_000 };

        Assert.Equal(0, (await _project.BackUpAsync()).ExitCode);
    }

    [Fact]
    public async Task Free_space_that_cannot_be_asked_is_noted()
    {
        _project.Hooks = _project.Hooks with { FreeSpace = _ => null };

        Assert.Contains("The free space of the destination could not be asked.", (await _project.BackUpAsync()).Notes);
    }

    [Fact]
    public async Task A_second_backup_at_the_same_time_is_refused_at_once_and_told_of_the_first()
    {
        var begun = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        _project.Postgres.OnHalf = async _ =>
        {
            begun.SetResult();
            await goOn.Task;
        };
        var first = _project.BackUpAsync();
        await begun.Task;

        var failure = await Assert.ThrowsAsync<BackupInProgressException>(() => _project.BackUpAsync());

        Assert.Contains($"process {Environment.ProcessId} of", failure.Message, StringComparison.Ordinal);
        goOn.SetResult();
        Assert.Equal(0, (await first).ExitCode);
        Assert.Single(_project.Folders());
    }

    [Fact]
    public async Task Cancelled_it_stays_partial_and_says_so()
    {
        using var stop = new CancellationTokenSource();
        _project.Postgres.OnHalf = async token =>
        {
            await stop.CancelAsync();
            await Task.Delay(TimeSpan.FromMinutes(1), token);
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _project.BackUpAsync(cancellationToken: stop.Token));

        var set = Assert.Single(await _project.SetsAsync());
        Assert.Equal((BackupState.Partial, null, (int?)null), (set.State, set.Problem, set.Manifest!.ProcessId));
        Assert.Equal("it was stopped", set.Manifest.Stores[0].Failure);
        Assert.NotNull(set.Manifest.EndedAt);
        Assert.DoesNotContain(Directory.GetFileSystemEntries(set.Path), path => path.Contains("postgres", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_store_that_does_not_end_by_its_time_fails_alone()
    {
        // The store's own limit is short; that it is kept is the store's, and what it throws is its failure.
        _project.Postgres.OnHalf = _ => throw new OperationCanceledException();

        var report = await _project.BackUpAsync(new CreateBackupOptions { Timeout = TimeSpan.FromSeconds(2) });

        Assert.Contains("Postgres: Postgres was not done within 2 s", report.Failure, StringComparison.Ordinal);
        Assert.Equal([false, true], report.Stores.Select(store => store.IsComplete));
    }

    [Fact]
    public async Task A_manifest_that_cannot_be_written_leaves_the_set_partial_and_is_named()
    {
        _project.Postgres.OnHalf = _ =>
        {
            // A folder of the manifest's name: no rename takes its place.
            var manifest = Path.Combine(Assert.Single(Directory.GetDirectories(_project.Repository.Folder)), "manifest.json");
            File.Delete(manifest);
            Directory.CreateDirectory(Path.Combine(manifest, "in the way"));
            return Task.CompletedTask;
        };

        var report = await _project.BackUpAsync();

        Assert.Equal(3, report.ExitCode);
        Assert.Contains("manifest.json' cannot be written", report.Failure, StringComparison.Ordinal);
        Assert.EndsWith(".partial", Assert.Single(_project.Folders()), StringComparison.Ordinal);
        Assert.Empty(_project.Removals);
    }

    [Fact]
    public async Task What_is_read_back_differently_makes_the_set_partial()
    {
        _project.Redis.Instead = async (files, _) =>
        {
            await using (var stream = files.Create("redis.dump"))
            {
                await stream.WriteAsync(new byte[10_000]);
            }

            // The disk lies: a byte of what was written is another one.
            var part = Directory.GetFiles(Assert.Single(Directory.GetDirectories(_project.Repository.Folder)), "redis.dump.part")[0];
            using var file = new FileStream(part, FileMode.Open);
            file.Position = 5_000;
            file.WriteByte(1);
        };

        var report = await _project.BackUpAsync();

        Assert.Contains("Redis: The dump of Redis was written and read back, and differs", report.Failure, StringComparison.Ordinal);
        Assert.Equal([true, false], report.Set!.Manifest!.Stores.Select(store => store.IsComplete));
    }

    [Fact]
    public async Task Progress_counts_the_bytes_and_comes_from_one_thread_at_a_time()
    {
        var seen = new List<BackupProgress>();
        var inside = 0;

        await _project.BackUpAsync(new CreateBackupOptions
        {
            OnProgress = progress =>
            {
                Assert.Equal(1, Interlocked.Increment(ref inside));
                seen.Add(progress);
                Interlocked.Decrement(ref inside);
            },
        });

        Assert.Equal(_project.Postgres.Content.Length, seen.Last(one => one is { Phase: BackupPhase.Dump, Store: DataStoreKind.Postgres }).Bytes);
        Assert.Equal(_project.Redis.Content.Length, seen.Last(one => one is { Phase: BackupPhase.Hash, Store: DataStoreKind.Redis }).TotalBytes);
    }

    public void Dispose() => _project.Dispose();
}

using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Retention;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Files;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Tests.Backups.Sets;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Retention;

public sealed class RemoveBackupsTests : IDisposable
{
    private const string Newest = "20261121T020000Z-4f2a";
    private const string Old = "20261022T020000Z-00aa";
    private const string Older = "20261001T020000Z-00bb";
    private readonly SetFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_no_rule_keeps_is_removed_and_the_rest_is_whole()
    {
        await _folder.AddAsync(Newest, BackupState.Verified);
        await _folder.AddAsync(Old, BackupState.Verified);
        await _folder.AddAsync(Older, BackupState.Verified);
        var progress = new List<BackupProgress>();

        var report = await RunAsync(new() { OnProgress = progress.Add });

        Assert.Equal([(Newest, true, false), (Old, false, true), (Older, false, true)], report.Decisions.Select(one => (one.Set, one.Kept, one.Removed)));
        Assert.Equal([Newest], Folders());
        Assert.Empty(await BackupRepository.HashFilesAsync((await _folder.Repository.ListAsync(default))[0], null, null, default));
        Assert.Equal(2, progress.Count(one => one.Phase == BackupPhase.Retention));
        Assert.All((await RunAsync(new())).Decisions, one => Assert.True(one.Kept));
    }

    [Fact]
    public async Task A_plan_says_the_same_and_touches_nothing()
    {
        await _folder.AddAsync(Newest, BackupState.Verified);
        await _folder.AddAsync(Old);

        var report = await RunAsync(new() { IsPlan = true });

        Assert.True(report.IsPlan);
        Assert.Equal([(true, false), (false, false)], report.Decisions.Select(one => (one.Kept, one.Removed)));
        Assert.Equal("older than 30 days", report.Decisions[1].Reason);
        Assert.Equal([Newest, Old], Folders());
        Assert.False(File.Exists(Path.Combine(_folder.Repository.Folder, ".lock")));
    }

    [Fact]
    public async Task Named_sets_go_whatever_the_rules_say()
    {
        await _folder.AddAsync(Newest, BackupState.Verified);
        await _folder.AddAsync("20261120T020000Z-4f2a");
        var damaged = await _folder.AddAsync("20261119T020000Z-4f2a");
        await File.WriteAllTextAsync(Path.Combine(damaged.Path, "manifest.json"), "{}");

        var report = await RunAsync(new() { Sets = ["20261120T020000Z-4f2a", "20261119T020000Z-4f2a"] });

        Assert.All(report.Decisions, one => Assert.Equal((false, "named", true), (one.Kept, one.Reason, one.Removed)));
        Assert.Equal([Newest], Folders());
    }

    [Theory]
    [InlineData("20261101T020000Z-ffff", "BackupNotFound")]
    [InlineData("20261121", "BackupNotFound")]
    [InlineData("../app-test/20261121T020000Z-4f2a", "BackupNotFound")]
    [InlineData(Newest, "BackupProtected")]
    public async Task When_one_named_set_must_not_go_none_does(string name, string errorId)
    {
        await _folder.AddAsync(Newest, BackupState.Verified);
        await _folder.AddAsync(Old);

        var failure = await Assert.ThrowsAnyAsync<DeployOpsException>(() => RunAsync(new() { Sets = [Old, name] }));

        Assert.Equal(errorId, failure.ErrorId);
        Assert.Equal([Newest, Old], Folders());
    }

    [Fact]
    public async Task Sets_of_other_projects_and_strange_folders_are_never_touched()
    {
        await _folder.AddAsync(Newest, BackupState.Verified);
        var test = BackupRepository.Of(_folder.Project with { Name = "shop-test" }, null, _folder.Time);
        await _folder.AddAsync(Old, repository: test);
        var foreign = await _folder.AddAsync(Older, repository: test);
        CopyFolder(foreign.Path, Path.Combine(_folder.Repository.Folder, Older));
        Directory.CreateDirectory(Path.Combine(_folder.Repository.Folder, "notes"));

        await RunAsync(new());
        await Assert.ThrowsAsync<BackupNotFoundException>(() => RunAsync(new() { Sets = [Older] }));

        Assert.Equal([Newest, Older, "notes"], Folders());
        Assert.Equal(2, (await test.ListAsync(default)).Count);
    }

    [Fact]
    public async Task A_link_to_elsewhere_is_never_followed()
    {
        const string Inside = "20261022T020000Z-00cc";
        await _folder.AddAsync(Newest, BackupState.Verified);
        var elsewhere = Directory.CreateDirectory(_folder["elsewhere"]).FullName;
        await File.WriteAllTextAsync(Path.Combine(elsewhere, "manifest.json"), "precious");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Repository.Folder, Old), elsewhere);
        var inside = await _folder.AddAsync(Inside);
        Directory.CreateSymbolicLink(Path.Combine(inside.Path, "link"), elsewhere);

        var report = await RunAsync(new());

        Assert.Equal([Newest, Inside], report.Decisions.Select(one => one.Set));
        Assert.Equal([Newest, Old], Folders());
        Assert.Equal("precious", await File.ReadAllTextAsync(Path.Combine(elsewhere, "manifest.json")));
    }

    [Fact]
    public async Task A_link_in_place_of_the_folder_of_going_sets_is_refused()
    {
        await _folder.AddAsync(Newest, BackupState.Verified);
        await _folder.AddAsync(Old);
        var elsewhere = Directory.CreateDirectory(_folder["elsewhere"]).FullName;
        await File.WriteAllTextAsync(Path.Combine(elsewhere, "precious"), "");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Repository.Folder, SetRemoval.FolderName), elsewhere);

        var report = await RunAsync(new());

        Assert.False(report.Decisions[1].Removed);
        Assert.Contains(report.Notes, note => note.Contains(Old, StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(elsewhere, "precious")));
    }

    [Fact]
    public async Task What_a_killed_removal_left_is_no_set_and_goes_the_next_time()
    {
        await _folder.AddAsync(Newest, BackupState.Verified);
        var old = await _folder.AddAsync(Old);
        var going = Directory.CreateDirectory(Path.Combine(_folder.Repository.Folder, SetRemoval.FolderName)).FullName;
        Directory.Move(old.Path, Path.Combine(going, $"{Old}.0"));

        Assert.Equal([Newest], (await _folder.Repository.ListAsync(default)).Select(set => set.Id));
        Assert.Single((await RunAsync(new() { IsPlan = true })).Notes);
        Assert.True(Directory.Exists(going));
        await RunAsync(new());

        Assert.False(Directory.Exists(going));
        Assert.Equal([Newest], Folders());
    }

    [Fact]
    public async Task A_partial_set_of_a_dead_process_goes_after_a_day_and_one_at_work_stays()
    {
        await _folder.AddAsync(Newest, BackupState.Verified);
        var dead = await PartialAsync("20261119T020000Z-0001", int.MaxValue);
        var alive = await PartialAsync("20261119T020000Z-0002", Environment.ProcessId);

        await RunAsync(new());

        Assert.False(Directory.Exists(dead));
        Assert.True(Directory.Exists(alive));
    }

    [Fact]
    public async Task A_partial_set_of_a_backup_that_failed_or_was_stopped_goes_by_name_at_once()
    {
        const string Failed = "20261121T015500Z-0001";
        await _folder.AddAsync(Newest, BackupState.Verified);
        var ended = await PartialAsync(Failed, process: null, ended: true);
        var going = await PartialAsync("20261121T015500Z-0002", Environment.ProcessId);

        var plan = await RunAsync(new() { IsPlan = true });
        await RunAsync(new() { Sets = [Failed] });
        var refused = await Assert.ThrowsAsync<BackupProtectedException>(() => RunAsync(new() { Sets = ["20261121T015500Z-0002"] }));

        Assert.Equal("partial, not older than 1 day", plan.Decisions.Single(one => one.Set == Failed).Reason);
        Assert.False(Directory.Exists(ended));
        Assert.True(Directory.Exists(going));
        Assert.StartsWith("Wait until the backup", refused.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verified_set_whose_file_is_gone_does_not_take_the_place_of_one_that_is_whole()
    {
        var hollow = await _folder.AddAsync(Newest, BackupState.Verified);
        await _folder.AddAsync(Old, BackupState.Verified);
        File.Delete(Path.Combine(hollow.Path, "redis.rdb"));

        var report = await RunAsync(new());

        Assert.Equal([Newest, Old], Folders());
        Assert.StartsWith("the last verified set", report.Decisions[1].Reason, StringComparison.Ordinal);
        Assert.Contains(report.Notes, note => note.Contains("redis.rdb", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Copies_are_judged_by_the_same_rules_and_by_themselves()
    {
        await _folder.AddAsync(Newest, BackupState.Verified);
        Directory.CreateDirectory(_folder["copies"]);
        var copies = BackupRepository.Of(_folder.Project, "copies", _folder.Time);
        await _folder.AddAsync(Old, BackupState.Verified, repository: copies);
        await _folder.AddAsync(Older, BackupState.Verified, repository: copies);

        var report = await RunAsync(new(), copyTo: "copies", new BackupKeepSettings { Last = 1, Age = TimeSpan.FromDays(1) });

        Assert.Equal([(Newest, true), (Path.Combine(copies.Folder, Old), true), (Path.Combine(copies.Folder, Older), false)], report.Decisions.Select(one => (one.Set, one.Kept)));
        Assert.Equal([Old], (await copies.ListAsync(default)).Select(set => set.Id));
    }

    [Fact]
    public async Task Copies_that_cannot_be_reached_are_a_note()
    {
        await _folder.AddAsync(Newest, BackupState.Verified);
        await _folder.AddAsync(Old);

        var report = await RunAsync(new(), copyTo: "unplugged");

        Assert.Contains("unplugged", Assert.Single(report.Notes), StringComparison.Ordinal);
        Assert.Equal([Newest], Folders());
        Assert.False(Directory.Exists(_folder["unplugged"]));
    }

    [Fact]
    public async Task One_that_holds_the_lock_already_removes_too()
    {
        await _folder.AddAsync(Newest, BackupState.Verified);
        await _folder.AddAsync(Old);
        using var held = await FileLock.AcquireAsync(Path.Combine(_folder.Repository.Folder, ".lock"), TimeSpan.Zero, default);

        var report = await Removal().RunInOrderAsync(new RemoveBackupsOptions(), copyTo: null, default);

        Assert.True(report.Decisions[1].Removed);
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Removal().RunAsync(new(), soon.Token));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_has_nothing_to_remove()
    {
        Assert.Empty((await RunAsync(new())).Decisions);
        await Assert.ThrowsAsync<BackupNotFoundException>(() => RunAsync(new() { Sets = [Old] }));
        Assert.False(Directory.Exists(_folder.Repository.Folder));
    }

    [Fact]
    public async Task Sets_that_only_wait_for_a_verified_one_are_told()
    {
        await _folder.AddAsync(Old);
        await _folder.AddAsync(Older);

        var report = await RunAsync(new(), keep: new BackupKeepSettings { Last = 1, Age = TimeSpan.FromDays(1) });

        Assert.All(report.Decisions, one => Assert.True(one.Kept));
        Assert.Contains("Test-Backup", Assert.Single(report.Notes), StringComparison.Ordinal);
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    private async Task<string> PartialAsync(string id, int? process, bool ended = false)
    {
        var set = await _folder.AddAsync(id, BackupState.Partial, folderName: $"{id}.partial");
        await _folder.Repository.SealAsync(set, set.Manifest! with { ProcessId = process, EndedAt = ended ? _folder.Time.GetUtcNow() : null, By = $"ada@{Environment.MachineName}" }, default);
        return set.Path;
    }

    private RemoveBackups Removal(string? copyTo = null, BackupKeepSettings? keep = null) =>
        new(_folder.Project with { Backup = new BackupSettings { Keep = keep ?? new BackupKeepSettings { Last = 1 }, CopyTo = copyTo } })
        {
            Ports = new BackupPorts { Time = _folder.Time },
        };

    private Task<RetentionReport> RunAsync(RemoveBackupsOptions options, string? copyTo = null, BackupKeepSettings? keep = null) => Removal(copyTo, keep).RunAsync(options, default);

    private IEnumerable<string> Folders() =>
        Directory.GetDirectories(_folder.Repository.Folder).Select(folder => Path.GetFileName(folder)).Where(name => name[0] != '.').OrderByDescending(name => char.IsAsciiDigit(name[0])).ThenByDescending(name => name, StringComparer.Ordinal);
}

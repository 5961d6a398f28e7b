using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Creation;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Tests.Backups.Creation;
using Xunit;

namespace DeployOps.Integration.Tests.Backups.Creation;

/// <summary>A backup that is killed leaves a partial set, and nothing in the way of the next one.</summary>
public sealed class KilledBackupTests : IDisposable
{
    private const int Kills = 12;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deployops-");

    [Fact]
    public async Task Killed_at_any_time_no_set_has_its_final_name_that_is_not_whole_and_the_next_run_is_clean()
    {
        var project = BackupProgram.ProjectIn(_folder.FullName);
        var printed = new List<string>();
        var random = new Random(20261121);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var process = Start("1000");
            await UntilAsync(() => process.Printed.Count > 0);
            await Task.Delay(random.Next(60));
            await process.KillAsync();
            printed.AddRange(process.Printed);
        }

        var sets = await BackupProgram.RepositoryOf(project).ListAsync(CancellationToken.None);
        Assert.DoesNotContain(printed, line => line.Contains(' ', StringComparison.Ordinal));
        Assert.All(sets, set => Assert.Equal(set.State == BackupState.Partial, set.Path.EndsWith(".partial", StringComparison.Ordinal)));
        Assert.Superset(printed.Where(line => line != "half").ToHashSet(), sets.Where(set => set.State == BackupState.Complete).Select(set => set.Id).ToHashSet());
        foreach (var set in sets.Where(set => set.State == BackupState.Complete))
        {
            Assert.Empty(await BackupRepository.HashFilesAsync(set, null, null, CancellationToken.None));
        }

        var report = await BackupProgram.BackUpAsync(project, new FakeStore(DataStoreKind.Redis));
        Assert.Equal((0, BackupState.Complete), (report.ExitCode, report.Set!.State));
        Assert.Equal(sets.Count(set => set.State == BackupState.Partial), report.Notes.Count);
    }

    [Fact]
    public async Task A_second_process_is_refused_while_the_first_one_runs_and_told_of_it()
    {
        using var process = Start("100000");
        await UntilAsync(() => process.Printed.Count > 0);

        var failure = default(BackupInProgressException);
        for (var attempt = 0; failure is null && attempt < 200; attempt++)
        {
            // Between two sets of the first process the lock is free for a moment.
            failure = await Record.ExceptionAsync(() => BackupProgram.BackUpAsync(BackupProgram.ProjectIn(_folder.FullName), new FakeStore(DataStoreKind.Redis))) as BackupInProgressException;
        }

        Assert.NotNull(failure);
        Assert.Contains("since 20", failure.Message, StringComparison.Ordinal);
        await process.KillAsync();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!holds())
        {
            await Task.Delay(5, limit.Token);
        }
    }

    private ProgramProcess Start(string times) => new("backup", _folder.FullName, times);
}

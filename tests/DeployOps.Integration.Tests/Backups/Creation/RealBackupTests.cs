using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Creation;
using DeployOps.Engine.Backups.Restoration;
using DeployOps.Engine.Backups.Retention;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Backups.Verification;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Stores.Postgres;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Stores.Postgres;
using Xunit;

namespace DeployOps.Integration.Tests.Backups.Creation;

/// <summary>A backup of a real server, from the environment file to the set that was read again; encrypted, and without its passwords anywhere.</summary>
public sealed class RealBackupTests : IDisposable
{
    private const string Passphrase = "correct horse battery staple 2026";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deployops-");

    [PostgresFact]
    public async Task A_server_that_the_environment_file_names_is_backed_up_encrypted_and_read_again()
    {
        await using var server = await PostgresServer.StartAsync();
        await FillAsync(server);
        var report = await new CreateBackup(ProjectOf(server)).RunAsync(new CreateBackupOptions { OnProgress = Look }, CancellationToken.None);

        Assert.Equal(("", 0), (report.Failure, report.ExitCode));
        Assert.Equal(BackupState.Complete, report.Set!.State);
        Assert.True(report.Verification?.Passed);
        var store = Assert.Single(report.Set.Manifest!.Stores);
        Assert.Equal((DataStoreKind.Postgres, $"127.0.0.1:{server.Port}/shop"), (store.Kind, store.Source));
        Assert.Contains(store.Content.Counts, count => count is { Name: "public.orders", Count: 1_000 });
        Assert.EndsWith(".enc", Assert.Single(store.Files).Name, StringComparison.Ordinal);
        foreach (var file in Directory.GetFiles(_folder.FullName, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != ".env"))
        {
            var text = await File.ReadAllTextAsync(file);
            Assert.DoesNotContain(PostgresServer.Password, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Passphrase, text, StringComparison.Ordinal);
        }
    }

    [PostgresFact]
    public async Task A_server_that_is_stopped_in_the_middle_leaves_a_partial_set_and_the_next_run_is_clean()
    {
        await using var server = await PostgresServer.StartAsync();
        await FillAsync(server);
        var stopped = 0;
        var options = new CreateBackupOptions
        {
            OnProgress = progress =>
            {
                if (progress.Phase == BackupPhase.Dump && Interlocked.Exchange(ref stopped, 1) == 0)
                {
                    server.StopAsync().ContinueWith(_ => { }, TaskScheduler.Default);
                    Thread.Sleep(500);
                }
            },
        };
        var project = ProjectOf(server);

        var report = await new CreateBackup(project).RunAsync(options, CancellationToken.None);

        Assert.Equal(3, report.ExitCode);
        Assert.Equal(BackupState.Partial, report.Set!.State);
        Assert.Equal(["manifest.json"], Directory.GetFileSystemEntries(report.Set.Path).Select(Path.GetFileName));
        Assert.DoesNotContain(PostgresServer.Password, report.Failure, StringComparison.Ordinal);

        await server.StartAgainAsync();
        var next = await new CreateBackup(project).RunAsync(new CreateBackupOptions(), CancellationToken.None);
        Assert.Equal(("", 0), (next.Failure, next.ExitCode));
        Assert.Single(await BackupRepository.Of(project, null, TimeProvider.System).ListAsync(CancellationToken.None), set => set.State == BackupState.Complete);
    }

    [PostgresFact]
    public async Task A_passphrase_that_was_changed_since_says_nothing_of_the_set()
    {
        await using var server = await PostgresServer.StartAsync();
        await FillAsync(server);
        var project = ProjectOf(server);
        var made = await new CreateBackup(project).RunAsync(new CreateBackupOptions(), CancellationToken.None);
        var path = Path.Combine(_folder.FullName, ".env");
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path)).Replace(Passphrase, "another passphrase 2027", StringComparison.Ordinal));

        var report = await new VerifyBackup(project).RunAsync(new VerifyBackupOptions { Level = VerificationLevel.Read }, CancellationToken.None);

        Assert.Equal((false, 3), (report.Passed, report.ExitCode));
        Assert.Empty(report.Findings);
        Assert.Equal(made.Set!.Id, report.Set.Id);
        Assert.True(report.Set.LastVerdict?.Passed);
        Assert.Contains(report.Set.Manifest!.Verifications[^1].Obstacles, obstacle => obstacle.Contains("cannot be decrypted with", StringComparison.Ordinal));
    }

    [PostgresFact]
    public async Task The_set_of_another_compose_project_is_restored_only_by_name_and_aloud()
    {
        await using var server = await PostgresServer.StartAsync();
        await FillAsync(server);
        var production = ProjectOf(server);
        var made = await new CreateBackup(production).RunAsync(new CreateBackupOptions(), CancellationToken.None);
        await File.AppendAllTextAsync(Path.Combine(_folder.FullName, ".env"), "COMPOSE_PROJECT_NAME=shop-stage\n");
        var restore = new RestoreBackup(production);

        var none = await Assert.ThrowsAsync<BackupNotFoundException>(() => restore.RunAsync(new RestoreBackupOptions { IsPlan = true }, CancellationToken.None));
        var named = await restore.RunAsync(new RestoreBackupOptions { IsPlan = true, Set = made.Set!.Id }, CancellationToken.None);

        Assert.Contains("are of another one", none.Message, StringComparison.Ordinal);
        Assert.Contains(named.Notes, note => note.StartsWith($"Attention: {made.Set.Id} is of another installation (compose project", StringComparison.Ordinal));
        var removal = await new RemoveBackups(production).RunAsync(new RemoveBackupsOptions { IsPlan = true }, CancellationToken.None);
        Assert.True(Assert.Single(removal.Decisions).Kept);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void Look(BackupProgress progress) => Assert.DoesNotContain(PostgresServer.Password, progress.Message, StringComparison.Ordinal);

    private static async Task FillAsync(PostgresServer server)
    {
        await using var session = await new PostgresConnector().OpenAsync(server.Address, new PostgresOptions(), default);
        await session.ExecuteAsync("CREATE TABLE orders (id int PRIMARY KEY, note text)");
        await session.ExecuteAsync("INSERT INTO orders SELECT n, md5(n::text) FROM generate_series(1, 1000) n");
    }

    private DeployProject ProjectOf(PostgresServer server)
    {
        var url = $"postgresql://app:{Uri.EscapeDataString(PostgresServer.Password)}@127.0.0.1:{server.Port}/shop";
        File.WriteAllText(Path.Combine(_folder.FullName, ".env"), $"DATABASE_URL={url}\nBACKUP_PASSPHRASE={Passphrase}\n");
        File.WriteAllText(Path.Combine(_folder.FullName, "compose.yaml"), "services:\n  app:\n    image: app\n");
        var project = ProjectReader.FindOrBare(_folder.FullName);
        return project with
        {
            Backup = new BackupSettings { Verify = BackupVerification.Read, Encryption = new BackupEncryptionSettings { PassphraseVariable = "BACKUP_PASSPHRASE" } },
        };
    }
}

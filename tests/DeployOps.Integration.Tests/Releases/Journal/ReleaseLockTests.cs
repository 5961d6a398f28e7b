using System.Diagnostics;
using System.Globalization;
using DeployOps.Engine.Files;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Journal;
using Xunit;

namespace DeployOps.Integration.Tests.Releases.Journal;

/// <summary>One deployment at a time, and nothing of a killed one goes on.</summary>
public sealed class ReleaseLockTests : IDisposable
{
    private static readonly LockPatience Quick = new(TimeSpan.FromMinutes(1), TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(30));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deployops-lock-");

    private DeployProject Project => JournalProgram.Project(_folder.FullName);

    [Fact]
    public async Task The_second_comer_is_refused_at_once_and_told_who_since_when_and_for_what()
    {
        using var process = new OtherProcess("lock", _folder.FullName, "sleep", "300");
        var child = int.Parse(await process.PrintedAsync(), CultureInfo.InvariantCulture);
        foreach (var force in new[] { false, true })
        {
            var started = Stopwatch.GetTimestamp();
            var refused = await Assert.ThrowsAsync<DeploymentInProgressException>(() => AcquireAsync(force));
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(20));
            Assert.Equal("DeploymentInProgress", refused.ErrorId);
            Assert.Contains($"'deploy 2026.11.21' is in progress, run by {Environment.UserName} on {Environment.MachineName} (process {process.Id}) since 20", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(process.Id, ReleaseLock.HolderOf(Project)!.ProcessId);
        await process.KillAsync();
        Assert.Null(ReleaseLock.HolderOf(Project));
        (await AcquireAsync()).Dispose();
        Assert.Null(RunningProcess.Of(child));
    }

    [Fact]
    public async Task The_command_that_a_killed_holder_left_is_ended_with_its_whole_tree()
    {
        // One that is deaf when asked, with a child that has another parent by then, and one whose environment was emptied.
        using var process = new OtherProcess("lock", _folder.FullName, "bash", "-c", "trap '' TERM; (sleep 9000301 & env -i sleep 9000302 & wait) & wait; sleep 9000303");
        var child = int.Parse(await process.PrintedAsync(), CultureInfo.InvariantCulture);
        using var stranger = Process.Start("sleep", "9000304");
        Assert.True(SpinWait.SpinUntil(() => LinuxCommandLines().Count(line => line.StartsWith("sleep\u00009000", StringComparison.Ordinal)) == 3, TimeSpan.FromMinutes(1)));
        await process.KillAsync();
        Assert.NotNull(RunningProcess.Of(child));
        using (var held = await AcquireAsync())
        {
            Assert.Equal([$"docker compose up (process {child})"], held.LeftBehind);
            Assert.Equal(process.Id, held.KilledHolder!.ProcessId);
            Assert.Equal("deploy 2026.11.21", held.KilledHolder.Operation);
            Assert.Null(RunningProcess.Of(child));
            Assert.DoesNotContain(LinuxCommandLines(), line => line.StartsWith("sleep\u00009000", StringComparison.Ordinal) && !line.Contains("304", StringComparison.Ordinal));
        }

        using var next = await AcquireAsync();
        Assert.Empty(next.LeftBehind);
        Assert.Null(next.KilledHolder);
        Assert.False(stranger.HasExited);
        stranger.Kill();
    }

    [Requirements.ComposeFact]
    public async Task A_docker_compose_that_a_killed_holder_left_is_ended_with_its_plugin()
    {
        var file = Path.Combine(_folder.FullName, "docker-compose.yml");
        await File.WriteAllTextAsync(file, $"name: lock-{Random.Shared.Next(100_000, 1_000_000)}\nservices: {{ web: {{ image: \"none:1\" }} }}\n");
        using var process = new OtherProcess("lock", _folder.FullName, "docker", "compose", "--file", file, "events");
        var child = int.Parse(await process.PrintedAsync(), CultureInfo.InvariantCulture);
        await Task.Delay(500);
        await process.KillAsync();
        Assert.NotNull(RunningProcess.Of(child));
        using var held = await AcquireAsync();
        Assert.Equal([$"docker compose up (process {child})"], held.LeftBehind);
        Assert.Null(RunningProcess.Of(child));
        Assert.DoesNotContain(LinuxCommandLines(), line => line.Contains(file, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_does_not_end_keeps_the_lock_from_everybody_until_it_is_gone()
    {
        using var process = new OtherProcess("lock", _folder.FullName, "sleep", "300");
        var child = int.Parse(await process.PrintedAsync(), CultureInfo.InvariantCulture);
        await process.KillAsync();
        var none = new LockPatience(TimeSpan.FromSeconds(1), TimeSpan.Zero, TimeSpan.Zero);
        var refused = await Assert.ThrowsAsync<CommandsLeftRunningException>(() => ReleaseLock.AcquireAsync(Project, "deploy 2", force: true, none, CancellationToken.None));
        Assert.Contains($"docker compose up (process {child})", refused.Message, StringComparison.Ordinal);
        using var stopped = new CancellationTokenSource(TimeSpan.FromMilliseconds(1));
        var patient = new LockPatience(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReleaseLock.AcquireAsync(Project, "deploy 2", force: false, patient, stopped.Token));
        using var held = await AcquireAsync();
        Assert.Null(RunningProcess.Of(child));
    }

    [Fact]
    public async Task A_deployment_that_a_killed_one_had_started_does_not_end_itself()
    {
        var go = Path.Combine(_folder.FullName, "go");
        var done = Path.Combine(_folder.FullName, "done");
        var script = $"until test -e '{go}'; do sleep 0.05; done; dotnet exec '{typeof(ReleaseLockTests).Assembly.Location}' lock '{_folder.FullName}' sleep 0.1; echo $? > '{done}.part'; mv '{done}.part' '{done}'";
        using var process = new OtherProcess("lock", _folder.FullName, "bash", "-c", script);
        await process.PrintedAsync();
        await process.KillAsync();
        await File.WriteAllTextAsync(go, "");
        var started = Stopwatch.GetTimestamp();
        while (!File.Exists(done))
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromMinutes(2));
            await Task.Delay(20);
        }

        Assert.Equal("0\n", await File.ReadAllTextAsync(done));
    }

    [Fact]
    public async Task A_process_that_got_the_number_of_a_noted_one_is_left_alone()
    {
        using var stranger = Process.Start("sleep", "300");
        await AcquireAndDieAsync(new RunningProcess(stranger.Id, "another start", "docker compose up"), RunningProcess.Of(stranger.Id, "docker compose up")!);
        using var held = await AcquireAsync();

        // On Linux the mark decides, and the stranger has none, whatever the note says.
        Assert.False(stranger.HasExited);
        Assert.Empty(held.LeftBehind);
        stranger.Kill();
    }

    [Fact]
    public async Task Garbage_in_the_notes_stops_nobody()
    {
        (await AcquireAsync()).Dispose();
        foreach (var garbage in new[] { "", "\n", "{", "null\n", "{\"mark\":\"\",\"holder\":null}\n", "\0\0\0", "{\"mark\":\"x\"}\n{\"id\":" })
        {
            foreach (var name in new[] { "children", "lock.holder", "lock" })
            {
                await File.WriteAllTextAsync(Path.Combine(_folder.FullName, ".deployops", name), garbage);
                (await AcquireAsync()).Dispose();
            }
        }
    }

    [Fact]
    public async Task A_lock_that_a_dead_holder_left_on_a_share_is_broken_by_force_only()
    {
        // As a share may keep it: somebody has the file open, and the holder that it names is dead.
        (await AcquireAsync()).Dispose();
        var dead = LockHolder.OfThisProcess("deploy 1", DateTimeOffset.UnixEpoch) with { ProcessStart = "long ago" };
        var path = Path.Combine(_folder.FullName, ".deployops", "lock");
        using var leftover = await FileLock.AcquireAsync(path, TimeSpan.Zero, LockJson.Write(dead), CancellationToken.None);
        var refused = await Assert.ThrowsAsync<DeploymentInProgressException>(() => AcquireAsync());
        Assert.Contains("-Force", refused.RecommendedAction, StringComparison.Ordinal);
        using (var held = await AcquireAsync(force: true))
        {
            await Assert.ThrowsAsync<DeploymentInProgressException>(() => AcquireAsync(force: true));
        }

        await File.WriteAllTextAsync(path + ".holder", LockJson.Write(dead with { Machine = "elsewhere" }));
        (await AcquireAsync(force: true)).Dispose();
    }

    [Fact]
    public async Task Nobody_can_tell_from_here_whether_a_holder_on_another_machine_lives()
    {
        (await AcquireAsync()).Dispose();
        var path = Path.Combine(_folder.FullName, ".deployops", "lock");
        var elsewhere = LockHolder.OfThisProcess("deploy 1", DateTimeOffset.UnixEpoch) with { Machine = "elsewhere", ProcessStart = "long ago" };
        using var leftover = await FileLock.AcquireAsync(path, TimeSpan.Zero, LockJson.Write(elsewhere), CancellationToken.None);
        var refused = await Assert.ThrowsAsync<DeploymentInProgressException>(() => AcquireAsync(force: true));
        Assert.Contains("Look on elsewhere", refused.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_processes_that_race_are_never_both_holders()
    {
        using var one = new OtherProcess("race", _folder.FullName, "50");
        using var two = new OtherProcess("race", _folder.FullName, "50");
        Assert.Equal(0, await one.EndAsync());
        Assert.Equal(0, await two.EndAsync());
        Assert.Empty(one.Printed.Concat(two.Printed));
    }

    [Fact]
    public async Task A_lock_given_back_leaves_no_note_and_can_be_given_back_twice()
    {
        var held = await AcquireAsync();
        Assert.True(File.Exists(Path.Combine(_folder.FullName, ".deployops", "children")));
        held.Dispose();
        held.Dispose();
        Assert.False(File.Exists(Path.Combine(_folder.FullName, ".deployops", "children")));
        (await AcquireAsync()).Dispose();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<ReleaseLock> AcquireAsync(bool force = false) => ReleaseLock.AcquireAsync(Project, "deploy 2026.11.22", force, Quick, CancellationToken.None);

    private async Task AcquireAndDieAsync(params RunningProcess[] noted)
    {
        var note = Path.Combine(_folder.FullName, ".deployops", "children");
        using var held = await AcquireAsync();
        Array.ForEach(noted, held.NoteStarted);
        var text = await File.ReadAllTextAsync(note);
        held.Dispose();
        await File.WriteAllTextAsync(note, text);
    }

    private static List<string> LinuxCommandLines() =>
    [
        .. Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)).Select(folder =>
        {
            try
            {
                return File.ReadAllText(Path.Combine(folder, "cmdline"));
            }
            catch (IOException)
            {
                return "";
            }
        }),
    ];
}

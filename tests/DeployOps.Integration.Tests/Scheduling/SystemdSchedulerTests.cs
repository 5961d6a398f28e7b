using System.Diagnostics;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Scheduling;
using DeployOps.Engine.Scheduling.Systemd;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Support;
using Xunit;

namespace DeployOps.Integration.Tests.Scheduling;

/// <summary>A real systemd, first process of a container whose folder of units is on this machine.</summary>
public sealed class SystemdSchedulerTests : IAsyncLifetime
{
    private const string Dockerfile = """
        FROM debian:trixie-slim
        RUN apt-get update && apt-get install -y --no-install-recommends systemd && rm -rf /var/lib/apt/lists/*
        CMD ["/lib/systemd/systemd"]
        """;

    private readonly string _name = $"deployops-systemd-{Guid.NewGuid():N}"[..30];
    private readonly string _folder = Directory.CreateTempSubdirectory("systemd-").FullName;

    private string Units => Path.Combine(_folder, "units");

    public async Task InitializeAsync()
    {
        if (!RequiredPart.DockerEngine.IsPresent)
        {
            return;
        }

        Directory.CreateDirectory(Units);
        await File.WriteAllTextAsync(Path.Combine(_folder, "Dockerfile"), Dockerfile);
        await Command.SucceedAsync(_folder, "docker", "build", "--quiet", "--tag", "deployops-test-systemd", ".");
        await Command.SucceedAsync(
            null, "docker", "run", "--detach", "--rm", "--name", _name, "--privileged", "--cgroupns=private", "--tmpfs", "/run", "--tmpfs", "/tmp", "--volume", $"{Units}:/etc/systemd/system", "deployops-test-systemd");
        await Command.SucceedAsync(null, "docker", "exec", _name, "bash", "-c", "for i in $(seq 100); do systemctl is-system-running | grep -qE 'running|degraded' && exit 0; sleep 0.2; done; exit 1");
    }

    public async Task DisposeAsync()
    {
        await Command.RunAsync(null, "docker", "rm", "--force", _name);
        Directory.Delete(_folder, recursive: true);
    }

    [DockerEngineFact]
    public async Task A_task_is_registered_run_by_systemd_at_its_minute_found_with_its_result_and_removed()
    {
        var scheduler = new SystemdScheduler(new ProcessesOfContainer(_name), new SystemdPlace(Units, IsSystem: true));
        var at = DateTime.UtcNow.AddSeconds(62);
        var task = new TaskDefinition
        {
            Name = "deployops-backup-test",
            Description = "a test of DeployOps",
            Command = ["/bin/bash", "-c", "touch \"made by 100% $0\"; exit 3", "systemd's \"$HOME\""],
            Folder = "/tmp",
            Times = new TaskTimes(new TimeOnly(2, 0)),
        };
        Assert.Null(await scheduler.FindAsync(task.Name, CancellationToken.None));
        await scheduler.RegisterAsync(task, password: null, CancellationToken.None);

        // A second registration replaces the times of a timer that runs.
        await scheduler.RegisterAsync(task with { Times = new TaskTimes(new TimeOnly(at.Hour, at.Minute)) }, password: null, CancellationToken.None);
        var found = await scheduler.FindAsync(task.Name, CancellationToken.None);
        Assert.True(found!.IsEnabled);
        Assert.Null(found.LastRun);
        Assert.Equal((at.Hour, at.Minute), (found.NextRun!.Value.UtcDateTime.Hour, found.NextRun.Value.UtcDateTime.Minute));

        var clock = Stopwatch.StartNew();
        while ((await scheduler.FindAsync(task.Name, CancellationToken.None)) is not { LastExitCode: 3 } && clock.Elapsed < TimeSpan.FromSeconds(130))
        {
            await Task.Delay(500);
        }

        var ran = await scheduler.FindAsync(task.Name, CancellationToken.None);
        Assert.NotNull(ran!.LastRun);
        Assert.Equal(3, ran.LastExitCode);
        Assert.Contains("made by 100% systemd's \"$HOME\"", await Command.SucceedAsync(null, "docker", "exec", _name, "ls", "/tmp"), StringComparison.Ordinal);

        await scheduler.UnregisterAsync(task.Name, CancellationToken.None);
        Assert.Null(await scheduler.FindAsync(task.Name, CancellationToken.None));
        Assert.DoesNotContain("deployops", await Command.SucceedAsync(null, "docker", "exec", _name, "systemctl", "list-timers", "--all"), StringComparison.Ordinal);
    }

    /// <summary>Runs programs inside a container.</summary>
    private sealed class ProcessesOfContainer(string name) : IProcessRunner
    {
        private readonly ProcessRunner _processes = new();

        public Task<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancellationToken) =>
            _processes.RunAsync(request with { FileName = "docker", Arguments = ["exec", name, request.FileName, .. request.Arguments] }, cancellationToken);

        public Task<ProcessResult> RunStreamingAsync(ProcessRequest request, Func<Stream, CancellationToken, Task> readOutput, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}

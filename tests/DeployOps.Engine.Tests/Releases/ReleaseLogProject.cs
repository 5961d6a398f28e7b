using DeployOps.Engine.Compose.DockerCli;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Tests.Compose;

namespace DeployOps.Engine.Tests.Releases;

/// <summary>A project in a temporary folder, with a release log.</summary>
internal sealed class ReleaseLogProject : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deployops-release-");

    public ReleaseLogProject(string? template = null, string? compose = null)
    {
        Project = new DeployProject { Root = _folder.FullName, Name = "shop" };
        if (template is not null)
        {
            File.WriteAllText(Path.Combine(_folder.FullName, "own.template"), template);
            Project = Project with { ReleaseLog = new ReleaseLogSettings { Template = "own.template" } };
        }

        if (compose is not null)
        {
            File.WriteAllText(Path.Combine(_folder.FullName, "compose.yml"), compose);
            Project = Project with { Compose = new ComposeSettings { Files = ["compose.yml"] } };
        }
    }

    public DeployProject Project { get; init; }

    /// <summary>No test of the log waits for the engine of this machine.</summary>
    public DockerCommand Docker { get; init; } = new(new StandInProcesses(0, "", "") { IsMissing = true });

    public string Log => Project.FullPath(Project.ReleaseLog.Path);

    public static ReleaseRecord Success(string tag = "2026.01.14") => new()
    {
        Result = ReleaseResult.Succeeded,
        Tag = tag,
        PreviousTag = "2026.01.07",
        Started = new DateTimeOffset(2026, 1, 14, 11, 2, 3, 456, TimeSpan.FromHours(9)),
        Finished = new DateTimeOffset(2026, 1, 14, 2, 3, 3, TimeSpan.Zero),
        Duration = TimeSpan.FromSeconds(59.5),
        Operator = "김운영",
        Machine = "shop-1",
        Images = [new ReleaseImage("backend", "backend:2026.01.14", "sha256:abc"), new ReleaseImage("db", "db:2026.01.14")],
        Logs = ["/var/log/shop/deploy.log", "docker compose logs --tail=200"],
        Gate = new GateSummary("Passed", "58 passed, 0 failed"),
        Rollback = RollbackAllowance.NotAllowed,
        RollbackNote = "0042 drops a column",
    };

    public static ReleaseRecord Failed(string tag = "2026.01.15") => Success(tag) with
    {
        Result = ReleaseResult.RolledBack,
        Failure = new FailureRecord
        {
            What = "backend never turned healthy",
            When = new DateTimeOffset(2026, 1, 15, 2, 3, 0, TimeSpan.Zero),
            Step = "Healthy",
            FirstError = "asyncpg.exceptions.InvalidPasswordError\n  at line 2",
            LogLocation = ".deployops/logs/backend.log",
            ActionTaken = "went back to 2026.01.07",
            NextAction = "correct the password in .env.prod",
            Owner = "박담당",
        },
    };

    public Task<WriteReleaseLogResult> WriteAsync(ReleaseRecord record, Func<string, string>? redact = null, bool whatIf = false) =>
        new WriteReleaseLog(Project) { Docker = Docker, ProcessEnvironment = _ => null }.RunAsync(
            new WriteReleaseLogOptions { Record = record, Redact = redact ?? (text => text), WhatIf = whatIf }, CancellationToken.None);

    public async Task<List<ReleaseLogEntry>> ReadAsync(GetReleaseLogOptions? options = null)
    {
        var entries = new List<ReleaseLogEntry>();
        await foreach (var entry in new GetReleaseLog(Project).RunAsync(options ?? new GetReleaseLogOptions(), CancellationToken.None))
        {
            entries.Add(entry);
        }

        return entries;
    }

    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A folder that stays behind must not fail the test.
        }
    }
}

using DeployOps.Engine.Checks;
using DeployOps.Engine.Checks.Hygiene;
using DeployOps.Engine.Compose.DockerCli;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Repository;
using DeployOps.Engine.Tests.Compose;

namespace DeployOps.Engine.Tests.Checks.Release;

/// <summary>A project in a temporary folder, and one check asked about it.</summary>
internal sealed class ReleaseCheckFixture : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deployops-check-");

    public ReleaseCheckFixture() => Project = new DeployProject
    {
        Root = _folder.FullName,
        Name = "shop",
        Env = new EnvSettings { Files = [new EnvFileSettings { Path = ".env.prod" }] },
    };

    public DeployProject Project { get; set; }

    public string? Tag { get; set; }

    public Dictionary<string, string> Shell { get; } = [];

    public DateTimeOffset Now { get; set; } = new(2026, 1, 14, 3, 0, 0, TimeSpan.Zero);

    public StubRepository? Repository { get; set; }

    public string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public Task RecordAsync(ReleaseRecord record) => new WriteReleaseLog(Project) { Docker = new DockerCommand(new StandInProcesses(0, "", "") { IsMissing = true }) }.RunAsync(
        new WriteReleaseLogOptions { Record = record, Redact = text => text }, CancellationToken.None);

    /// <summary>Asks through the runner, so that facts which cannot be had become findings.</summary>
    public async Task<List<Finding>> AskAsync(ICheck check, Action<CheckContext>? prepare = null)
    {
        var context = new CheckContext(Project) { Tag = Tag, ProcessEnvironment = Shell.GetValueOrDefault, Time = new StillClock(Now) };
        if (Repository is not null)
        {
            context.Provide(new RepositoryFact(Repository));
        }

        prepare?.Invoke(context);
        var findings = new List<Finding>();
        await foreach (var (_, finding) in CheckRunner.RunAsync([check], context, new CheckRunOptions(), CancellationToken.None))
        {
            if (finding is not null)
            {
                findings.Add(finding);
            }
        }

        return findings;
    }

    public async Task<Finding> AskOneAsync(ICheck check, Action<CheckContext>? prepare = null) => Xunit.Assert.Single(await AskAsync(check, prepare));

    public async Task<FindingStatus> StatusAsync(ICheck check, Action<CheckContext>? prepare = null) => (await AskOneAsync(check, prepare)).Status;

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

    private sealed class StillClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}

/// <summary>A repository that answers as it is told.</summary>
internal sealed class StubRepository : IGitRepository
{
    public HashSet<string> Commits { get; } = [];

    public HashSet<string> Tracked { get; } = [];

    public HashSet<string> Ignored { get; } = [];

    public string? Current { get; set; }

    public string Folder => "/";

    public string Root => "/";

    public Task<TrackedFiles> TrackedFilesAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> IsTrackedAsync(string path, CancellationToken cancellationToken) => Task.FromResult(Tracked.Contains(path));

    public Task<bool> IsIgnoredAsync(string path, CancellationToken cancellationToken) => Task.FromResult(Ignored.Contains(path));

    public Task<bool> CommitExistsAsync(string hash, CancellationToken cancellationToken) => Task.FromResult(Commits.Contains(hash));

    public Task<string?> CurrentCommitAsync(CancellationToken cancellationToken) => Task.FromResult(Current);
}

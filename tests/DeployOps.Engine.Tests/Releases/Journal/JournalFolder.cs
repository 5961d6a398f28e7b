using DeployOps.Engine.Project;
using DeployOps.Engine.Releases;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Tests.Repository;

namespace DeployOps.Engine.Tests.Releases.Journal;

/// <summary>A project's folder with a journal in it.</summary>
internal sealed class JournalFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public JournalFolder() => Journal = new ReleaseJournal(Project);

    public DeployProject Project => new() { Root = _folder.Root, Name = "shop" };

    public ReleaseJournal Journal { get; }

    public string StateFolder => _folder[".deployops"];

    public Task<JournalContent> ReadAsync() => new ReleaseJournal(Project).ReadAsync(CancellationToken.None);

    public static OperationStarted Started(string tag, ReleaseKind kind = ReleaseKind.Release) => new()
    {
        Kind = kind,
        Tag = tag,
        PreviousTag = "2026.11.01",
        StackName = "shop-prod",
        PreviousImages = [new ReleaseImage("backend", "shop/backend:2026.11.01", "sha256:aa")],
        WasHealthyBefore = true,
        Operator = "ada",
        Machine = "host",
        ProcessId = 42,
    };

    public Task<long> BeginAsync(string tag = "2026.11.21", ReleaseKind kind = ReleaseKind.Release) => Journal.BeginAsync(Started(tag, kind), CancellationToken.None);

    public Task AppendAsync(JournalRecord record) => Journal.AppendAsync(record, CancellationToken.None);

    public Task FinishAsync(long operation, ReleaseResult result = ReleaseResult.Succeeded) =>
        AppendAsync(new OperationFinished { Operation = operation, Result = result, Duration = TimeSpan.FromSeconds(3) });

    /// <summary>A release with every type of record.</summary>
    public async Task<long> ReleaseAsync(string tag = "2026.11.21", ReleaseResult result = ReleaseResult.Succeeded)
    {
        var number = await BeginAsync(tag);
        await AppendAsync(new StepStarted(ReleaseStep.Build) { Operation = number });
        await AppendAsync(new ImagesKnown([new ReleaseImage("backend", $"shop/backend:{tag}", "sha256:bb")]) { Operation = number });
        await AppendAsync(new StepFinished(ReleaseStep.Build, StepOutcome.Succeeded, TimeSpan.FromSeconds(2), "3 images \"ä\"\n") { Operation = number });
        await AppendAsync(new MigrationStarted("schema", IsReversible: true) { Operation = number });
        await FinishAsync(number, result);
        return number;
    }

    public void Dispose() => _folder.Dispose();
}

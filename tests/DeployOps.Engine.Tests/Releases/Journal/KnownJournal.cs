using DeployOps.Engine.Releases;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;

namespace DeployOps.Engine.Tests.Releases.Journal;

/// <summary>A journal that a test puts together operation by operation.</summary>
internal sealed class KnownJournal
{
    private readonly List<ReleaseOperation> _operations = [];

    public JournalContent Content => new(_operations, []);

    /// <summary>The next operation; it replaced containers, and wanted one image that is the tag's own unless one is named.</summary>
    public ReleaseOperation Add(
        string tag, ReleaseResult result = ReleaseResult.Succeeded, ReleaseKind kind = ReleaseKind.Release, string? image = null, bool? reversible = null, ReleaseStep[]? steps = null)
    {
        var operation = new ReleaseOperation
        {
            Number = _operations.Count + 1,
            Kind = kind,
            Tag = tag,
            PreviousTag = LiveRelease.Of(Content)?.Tag,
            PreviousImages = LiveRelease.Of(Content)?.Images ?? [],
            StackName = "shop",
            Started = DateTimeOffset.UnixEpoch,
            Result = result,
            Steps = [.. (steps ?? [ReleaseStep.Up]).Select(step => new StepReport(step, StepOutcome.Unfinished, DateTimeOffset.UnixEpoch, null))],
            Images = [new ReleaseImage("backend", $"shop/backend:{tag}", $"sha256:{image ?? tag}")],
            Migrations = reversible is { } known ? [new MigrationRun($"schema-{tag}", known)] : [],
        };
        _operations.Add(operation);
        return operation;
    }
}

using DeployOps.Engine.Releases.Log;

namespace DeployOps.Engine.Releases.Journal;

/// <summary>
/// The releases of a journal as they followed each other. Each one comes after the release that was live when it was deployed; a rollback moves
/// back to an earlier one and takes nothing away. So going back from a release always leads to what was live before it, never to one that was
/// gone back from. A release is known by its tag and its image identifiers: the same tag built again is another one.
/// </summary>
internal sealed class ReleaseLine
{
    private readonly List<Node> _nodes = [];
    private readonly Dictionary<string, ReleaseOperation> _latest = new(StringComparer.Ordinal);
    private readonly List<ReleaseOperation> _live = [];
    private Node? _at;
    private Node? _target;

    private ReleaseLine()
    {
    }

    /// <summary>The operation whose images are live by the journal.</summary>
    public ReleaseOperation? Live { get; private set; }

    /// <summary>The operation that replaced containers since and came to no good end.</summary>
    public ReleaseOperation? Disturbance { get; private set; }

    /// <summary>What can be gone back to step by step, the nearest first. After an operation that came to no good end that begins with what it left: the release before it, or the one that it was to put back.</summary>
    public IReadOnlyList<ReleaseOperation> Earlier => Shown(Chain());

    /// <summary>The same, and then the releases that were gone back from, the latest first: they can be named.</summary>
    public IReadOnlyList<ReleaseOperation> All => Shown(Chain().Concat(Enumerable.Reverse(_nodes)));

    /// <summary>Reads it out of a journal.</summary>
    public static ReleaseLine Of(JournalContent journal)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var line = new ReleaseLine();
        foreach (var operation in journal.Operations.Where(operation => operation.Kind is ReleaseKind.Release or ReleaseKind.Rollback))
        {
            line.Add(operation);
        }

        return line;
    }

    /// <summary>What tells releases apart.</summary>
    public static string IdentityOf(ReleaseOperation operation) =>
        string.Join('\n', operation.Images.Where(image => image.Id is not null).Select(image => $"{image.Service}={image.Id}").Order(StringComparer.Ordinal).Prepend(operation.Tag));

    private void Add(ReleaseOperation operation)
    {
        switch (operation.Result)
        {
            case ReleaseResult.Succeeded:
                GoLive(WithImages(operation));
                break;
            case ReleaseResult.RolledBack:
            case ReleaseResult.Cancelled when IsPutBack(operation):
                PutBack(operation);
                break;
            default:
                if (HasReplaced(operation))
                {
                    Disturbance = operation;
                    _target = operation.Kind == ReleaseKind.Rollback ? Find(WithImages(operation)) : null;
                }

                break;
        }
    }

    private void GoLive(ReleaseOperation operation)
    {
        var found = operation.Kind == ReleaseKind.Rollback ? Find(operation) : null;
        if (found is null)
        {
            _nodes.Add(found = new Node(operation, IdentityOf(operation), _at));
        }

        _live.Add(operation);
        _latest[found.Identity] = operation;
        (_at, Live, Disturbance, _target) = (found, operation, null, null);
    }

    // What was put back is what was live by the journal, unless something else was live and the operation says what.
    private void PutBack(ReleaseOperation operation)
    {
        (Disturbance, _target) = (null, null);
        if (operation.PreviousTag is { } tag && Live?.Tag != tag && _live.FindLast(earlier => earlier.Tag == tag) is { } named)
        {
            (Live, _at) = (named, Find(named) ?? _at);
        }
    }

    // Going back prefers what is behind, so a release that was live twice is found where it was gone back to.
    private Node? Find(ReleaseOperation operation)
    {
        var identity = IdentityOf(operation);
        bool IsSame(Node node) => node.Identity == identity;
        bool IsCalledSo(Node node) => node.Operation.Tag == operation.Tag;
        return Behind(_at).FirstOrDefault(IsSame) ?? _nodes.FindLast(IsSame) ?? Behind(_at).FirstOrDefault(IsCalledSo) ?? _nodes.FindLast(IsCalledSo);
    }

    // A rollback that noted no images of its own brought those of the release it went back to.
    private ReleaseOperation WithImages(ReleaseOperation operation) => operation.Images.Count > 0
        ? operation
        : _live.FindLast(earlier => earlier.Tag == operation.Tag && earlier.Images.Count > 0) ?? operation;

    private IEnumerable<Node> Chain() => Disturbance is null ? Behind(_at?.Before) : Behind(_target ?? _at);

    private static IEnumerable<Node> Behind(Node? node)
    {
        for (; node is not null; node = node.Before)
        {
            yield return node;
        }
    }

    // The last operation that put a release live has its plan and its images, whichever one that was.
    private IReadOnlyList<ReleaseOperation> Shown(IEnumerable<Node> nodes) =>
    [
        .. nodes.Where(node => Disturbance is not null || node.Identity != _at?.Identity)
            .DistinctBy(node => node.Identity, StringComparer.Ordinal)
            .Select(node => _latest[node.Identity]).Where(operation => operation.Images.Count > 0),
    ];

    // A step that has begun counts, whatever became of it: its record is written before its first container is touched.
    private static bool HasReplaced(ReleaseOperation operation) =>
        operation.Steps.Any(step => step is { Step: ReleaseStep.Up or ReleaseStep.Rollback, Outcome: not StepOutcome.Skipped });

    // One that was stopped put the release before it back.
    private static bool IsPutBack(ReleaseOperation operation) =>
        operation.Kind == ReleaseKind.Release && operation.Steps.Any(step => step is { Step: ReleaseStep.Rollback, Outcome: StepOutcome.Succeeded });

    /// <summary>A release in its place.</summary>
    /// <param name="Operation">The operation that put it there.</param>
    /// <param name="Identity">What tells it apart.</param>
    /// <param name="Before">The release that was live when it was deployed.</param>
    private sealed record Node(ReleaseOperation Operation, string Identity, Node? Before);
}

using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Compose.Stacks;

/// <summary>How a docker command of a release is run: how long it may take, who sees its lines, and what marks it as ours.</summary>
public sealed record CommandScope
{
    /// <summary>How long it may take before it is stopped.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Sees each line of both streams as it comes; it may hold secrets.</summary>
    public Action<CapturedText>? OnLine { get; init; }

    /// <summary>Is told of the command as soon as it runs: it is noted, so that a later run can end it when its parent was killed.</summary>
    public Action<RunningProcess>? OnStarted { get; init; }

    /// <summary>
    /// Variables that the command is started with on top of the stack's own: the mark by which a later run recognises a command that
    /// outlived its killed parent.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();
}

namespace DeployOps.Engine.Releases.Log;

/// <summary>
/// The Minimum Failure Record (row RB12): what a failure has to leave in the log, so that somebody else can go on. The
/// tag is the record's own. Everything has to be filled in.
/// </summary>
public sealed record FailureRecord
{
    /// <summary>What failed, in one sentence.</summary>
    public string What { get; init; } = "";

    /// <summary>When it failed.</summary>
    public DateTimeOffset? When { get; init; }

    /// <summary>The step that failed, such as <c>Healthy</c>.</summary>
    public string Step { get; init; } = "";

    /// <summary>The first error, as it was written, with its secrets masked.</summary>
    public string FirstError { get; init; } = "";

    /// <summary>Where the log is that holds it: a path or the command that shows it.</summary>
    public string LogLocation { get; init; } = "";

    /// <summary>What was done about it so far.</summary>
    public string ActionTaken { get; init; } = "";

    /// <summary>What is to be done next.</summary>
    public string NextAction { get; init; } = "";

    /// <summary>Who does it.</summary>
    public string Owner { get; init; } = "";
}

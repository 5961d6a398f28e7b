namespace DeployOps.Engine;

/// <summary>What went wrong, in the terms both faces translate: the console to an exit code, PowerShell to an error category.</summary>
public enum FailureKind
{
    /// <summary>The caller asked for something that cannot be (console exit code 2).</summary>
    Usage,

    /// <summary>A file the caller named or the project needs is not there (exit code 2).</summary>
    NotFound,

    /// <summary>The target exists and would be overwritten (exit code 2).</summary>
    AlreadyExists,

    /// <summary>A configuration or data file cannot be read as what it should be (exit code 2).</summary>
    InvalidData,

    /// <summary>The machine lacks a part: no docker command, no engine, no server, no space (exit code 3).</summary>
    Environment,

    /// <summary>The operating system refused access (exit code 3).</summary>
    Permission,

    /// <summary>A wait ended without the awaited thing (exit code 3).</summary>
    Timeout,
}

/// <summary>
/// The base of every failure that DeployOps names itself. It says what was tried, and carries the next step
/// for the admin. Its texts never hold the value of a secret.
/// </summary>
public abstract class DeployOpsException : Exception
{
    /// <summary>Makes a failure with its identifier, its kind, what happened and what to do next.</summary>
    /// <param name="errorId">A stable identifier such as <c>EnvFileNotFound</c>.</param>
    /// <param name="kind">The kind that faces translate.</param>
    /// <param name="message">What was tried, what happened, and what is left as it was.</param>
    /// <param name="recommendedAction">The next step for the admin.</param>
    /// <param name="innerException">The cause, when there is one.</param>
    protected DeployOpsException(string errorId, FailureKind kind, string message, string recommendedAction, Exception? innerException = null)
        : base(message, innerException)
    {
        ErrorId = errorId;
        Kind = kind;
        RecommendedAction = recommendedAction;
    }

    /// <summary>A stable identifier of this failure.</summary>
    public string ErrorId { get; }

    /// <summary>The kind that faces translate.</summary>
    public FailureKind Kind { get; }

    /// <summary>The next step for the admin.</summary>
    public string RecommendedAction { get; }
}

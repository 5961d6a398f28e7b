namespace DeployOps.Engine;

/// <summary>The exit codes of the console face and of the task scripts.</summary>
public static class ExitCodes
{
    /// <summary>Everything asked for was done or passed.</summary>
    public const int Passed = 0;

    /// <summary>A gate failed.</summary>
    public const int GateFailed = 1;

    /// <summary>Wrong usage, or a file that cannot be read as what it should be.</summary>
    public const int Usage = 2;

    /// <summary>The machine lacks a part: no engine, no server, no space, no access; or a gate could not ask everything for that reason.</summary>
    public const int Environment = 3;

    /// <summary>The deploy failed and the old release is healthy again.</summary>
    public const int DeployFailedRolledBack = 4;

    /// <summary>The deploy failed and so did the rollback.</summary>
    public const int DeployAndRollbackFailed = 5;

    /// <summary>Cancelled by the user.</summary>
    public const int Cancelled = 130;

    /// <summary>The exit code of a named failure.</summary>
    public static int Of(FailureKind kind) => kind switch
    {
        FailureKind.Environment or FailureKind.Permission or FailureKind.Timeout => Environment,
        _ => Usage,
    };
}

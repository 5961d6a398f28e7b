namespace DeployOps.Engine.Processes;

/// <summary>The program is not on this machine.</summary>
public sealed class ProgramNotFoundException(string fileName, Exception? innerException = null)
    : DeployOpsException(
        "ProgramNotFound",
        FailureKind.Environment,
        $"The program '{fileName}' was not found on PATH; nothing was run.",
        $"Install '{fileName}' or put its folder on PATH.",
        innerException)
{
    /// <summary>The program that was looked for.</summary>
    public string FileName { get; } = fileName;
}

/// <summary>The program ran longer than it may; it and its children were stopped.</summary>
public sealed class ProcessTimeoutException(string fileName, TimeSpan timeout)
    : DeployOpsException(
        "ProcessTimeout",
        FailureKind.Timeout,
        $"'{fileName}' did not end within {timeout.TotalSeconds:0.#} s; it and its children were stopped.",
        "Look whether what it talks to (a daemon, a server, a disk) answers, then run the command again.")
{
    /// <summary>How long it was given.</summary>
    public TimeSpan Limit { get; } = timeout;
}

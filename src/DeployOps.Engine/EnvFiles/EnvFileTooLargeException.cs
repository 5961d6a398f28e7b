namespace DeployOps.Engine.EnvFiles;

/// <summary>An env file larger than anyone writes by hand; most likely another file was named.</summary>
public sealed class EnvFileTooLargeException : DeployOpsException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The limit, in bytes.</param>
    public EnvFileTooLargeException(string path, long limit)
        : base(
            "EnvFileTooLarge",
            FailureKind.InvalidData,
            $"{path}: larger than the limit of {limit / (1024 * 1024)} MiB for an env file",
            "Look whether another file was meant.")
    {
        Path = path;
        Limit = limit;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The limit, in bytes.</summary>
    public long Limit { get; }
}

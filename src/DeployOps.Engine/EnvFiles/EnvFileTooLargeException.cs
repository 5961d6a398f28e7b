namespace DeployOps.Engine.EnvFiles;

/// <summary>An env file larger than anyone writes by hand; most likely another file was named.</summary>
public sealed class EnvFileTooLargeException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The limit, in bytes.</param>
    public EnvFileTooLargeException(string path, long limit)
        : base($"{path}: larger than the limit of {limit / (1024 * 1024)} MiB for an env file")
    {
        Path = path;
        Limit = limit;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The limit, in bytes.</summary>
    public long Limit { get; }
}

namespace DeployOps.Engine.EnvFiles;

/// <summary>There is no env file, or sample, where one was named.</summary>
public sealed class EnvFileMissingException : DeployOpsException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="path">The path that was named.</param>
    /// <param name="isDirectory">True when a directory is there.</param>
    public EnvFileMissingException(string path, bool isDirectory = false)
        : base(
            "EnvFileMissing",
            FailureKind.NotFound,
            isDirectory ? $"{path}: a directory, not an env file" : $"{path}: there is no such env file",
            "Name the right file, or make it from its sample with New-EnvFile.")
    {
        Path = path;
        IsDirectory = isDirectory;
    }

    /// <summary>The path that was named.</summary>
    public string Path { get; }

    /// <summary>True when a directory is there.</summary>
    public bool IsDirectory { get; }
}

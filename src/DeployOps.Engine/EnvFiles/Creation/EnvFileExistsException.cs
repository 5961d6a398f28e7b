namespace DeployOps.Engine.EnvFiles.Creation;

/// <summary>The env file to be made exists. It is left as it is: a file of secrets is never overwritten.</summary>
public sealed class EnvFileExistsException : DeployOpsException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="path">The file.</param>
    /// <param name="innerException">What the file system said.</param>
    public EnvFileExistsException(string path, Exception? innerException = null)
        : base("EnvFileExists", FailureKind.AlreadyExists, $"{path}: exists, and is left as it is", "Use Merge to append missing keys, or move the file away.", innerException) =>
        Path = path;

    /// <summary>The file.</summary>
    public string Path { get; }
}

namespace DeployOps.Engine.Files.Permissions;

/// <summary>The file whose permissions matter is not there.</summary>
public sealed class ProtectedFileNotFoundException(string path, Exception? innerException = null)
    : DeployOpsException(
        "FileNotFound",
        FailureKind.NotFound,
        $"'{path}' is not there, or is a link that leads nowhere; nothing was changed.",
        "Name a file that exists.",
        innerException)
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;
}

/// <summary>The path names a folder, a pipe, a socket or a device.</summary>
public sealed class NotARegularFileException(string path, string kind)
    : DeployOpsException(
        "NotARegularFile",
        FailureKind.Usage,
        $"'{path}' is {kind}, not a file; nothing was changed.",
        "Name the file itself.")
{
    /// <summary>The path.</summary>
    public string Path { get; } = path;
}

/// <summary>The operating system refuses to tell or to change the permissions.</summary>
public sealed class FileProtectionRefusedException(string path, Exception? innerException = null)
    : DeployOpsException(
        "FileProtectionRefused",
        FailureKind.Permission,
        $"The operating system refuses access to the permissions of '{path}'; they are as they were.",
        "Run this as the owner of the file, or as an administrator.",
        innerException)
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;
}

/// <summary>
/// The permissions were set, and are not what was set: the file system keeps none, as vfat, exFAT and a Windows drive in
/// WSL without the option <c>metadata</c> do not.
/// </summary>
public sealed class FilePermissionsNotKeptException(string path, string found)
    : DeployOpsException(
        "FilePermissionsNotKept",
        FailureKind.Environment,
        $"The permissions of '{path}' were set, but reading them again shows: {found}. The file system does not keep them, and others can still read the file.",
        "Move the file to a file system that keeps permissions (ext4, xfs, NTFS); in WSL mount the drive with the option 'metadata'.")
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;
}

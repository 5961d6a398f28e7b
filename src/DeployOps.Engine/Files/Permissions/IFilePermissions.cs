namespace DeployOps.Engine.Files.Permissions;

/// <summary>Reads and mends who may read a file. One port for Unix modes and Windows access lists.</summary>
public interface IFilePermissions
{
    /// <summary>Who may read or change a file; of a symbolic link its final target counts.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ProtectedFileNotFoundException">There is no such file, or the link leads nowhere.</exception>
    /// <exception cref="NotARegularFileException">It is a folder, a pipe, a socket or a device.</exception>
    /// <exception cref="FileProtectionRefusedException">The system does not say.</exception>
    FilePermissionState Read(string path);

    /// <summary>Takes every right from everyone but the owner (on Windows also SYSTEM and Administrators).</summary>
    /// <param name="path">The file; of a symbolic link its final target is changed.</param>
    /// <exception cref="ProtectedFileNotFoundException">There is no such file, or the link leads nowhere.</exception>
    /// <exception cref="NotARegularFileException">It is a folder, a pipe, a socket or a device.</exception>
    /// <exception cref="FileProtectionRefusedException">The system refuses; nothing was changed.</exception>
    void RestrictToOwner(string path);
}

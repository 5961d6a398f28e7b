namespace DeployOps.Engine.Files;

/// <summary>Tells "somebody else has it open" from every other failure to open a file.</summary>
public static class SharingViolation
{
    private const int WindowsSharing = unchecked((int)0x80070020);
    private const int WindowsLock = unchecked((int)0x80070021);
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;

    /// <summary>Whether a file could not be opened because another handle excludes it.</summary>
    public static bool Is(IOException failure) =>
        OperatingSystem.IsWindows()
            ? failure.HResult is WindowsSharing or WindowsLock
            : failure.HResult == (OperatingSystem.IsLinux() ? LinuxWouldBlock : MacWouldBlock);
}

using DeployOps.Engine.Files.Permissions;

namespace DeployOps.Engine.Files;

/// <summary>Tells beforehand whether a block could be appended to a log. It leaves nothing behind: no empty log, no lock.</summary>
public static class BlockLogProbe
{
    /// <summary>Looks at the log, its folder and the side folder.</summary>
    /// <param name="path">The log, which need not be there.</param>
    /// <returns>What would stop an append; <see langword="null"/> when nothing would.</returns>
    public static DeployOpsException? Problem(string path)
    {
        var full = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(full)!;
        if (!Directory.Exists(folder))
        {
            return new LogFolderMissingException(full);
        }

        var lockFile = new BlockLogSideFiles(full).LockFile;
        var sideFolder = Path.GetDirectoryName(lockFile)!;
        return ProblemOfFile(full, full)
            ?? (File.Exists(full) ? null : ProblemOfFolder(full, folder))
            ?? ProblemOfFile(full, lockFile)
            ?? ProblemOfFolder(full, Directory.Exists(sideFolder) ? sideFolder : Path.GetDirectoryName(sideFolder)!);
    }

    private static DeployOpsException? ProblemOfFile(string log, string file)
    {
        if (Directory.Exists(file))
        {
            return new LogNotWritableException(log, $"'{file}' is a folder", new UnauthorizedAccessException());
        }

        try
        {
            RegularFile.Demand(file);
            if (File.Exists(file))
            {
                new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete).Dispose();
            }

            return null;
        }
        catch (NotARegularFileException failure)
        {
            return failure;
        }
        catch (UnauthorizedAccessException failure)
        {
            return new LogNotWritableException(log, $"this account may not write '{file}'", failure);
        }
        catch (IOException failure) when (SharingViolation.Is(failure))
        {
            // A writer's lock is a matter of milliseconds; a log held open by an editor is not.
            return file == log ? new LogHeldOpenException(log, TimeSpan.Zero, failure) : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (IOException failure)
        {
            return LogFailures.Of(log, failure, $"'{file}' cannot be opened for writing");
        }
    }

    private static DeployOpsException? ProblemOfFolder(string log, string folder)
    {
        try
        {
            var probe = Path.Combine(folder, $".{Guid.NewGuid():N}.part");
            new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
            return null;
        }
        catch (UnauthorizedAccessException failure)
        {
            return new LogNotWritableException(log, $"this account may not make files in '{folder}'", failure);
        }
        catch (IOException failure)
        {
            return LogFailures.Of(log, failure, $"no file can be made in '{folder}'");
        }
    }
}

using DeployOps.Engine.Files;

namespace DeployOps.Engine.Backups.Rehearsal;

/// <summary>The folder of an engine that is a program of this machine: its data, its settings, its password, for its owner alone.</summary>
internal static class ProgramFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The folder's name: short, because the path of a socket may have 100 characters only.</summary>
    public static string NameOf(string engine) => $"deployops{engine[engine.LastIndexOf(ProofNotes.Mark, StringComparison.Ordinal)..]}";

    /// <summary>Its full path, in the folder for temporary files.</summary>
    public static string PathOf(string engine) => Path.Combine(Path.GetTempPath(), NameOf(engine));

    /// <summary>Makes it.</summary>
    public static void Make(string path)
    {
        if (Path.Exists(path))
        {
            throw new IOException("The folder for a throwaway engine is there already.");
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly);
        }
    }

    /// <summary>Writes a file that its owner alone may read.</summary>
    public static string Write(string folder, string name, string text)
    {
        var path = Path.Combine(folder, name);
        new PrivateFile().Create(path, System.Text.Encoding.UTF8.GetBytes(text));
        return path;
    }
}

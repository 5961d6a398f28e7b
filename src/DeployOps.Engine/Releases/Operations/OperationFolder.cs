using System.Globalization;
using DeployOps.Engine.Files;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>
/// The folder of an operation under <c>.deployops/releases/</c>: its resolved plan, the image names it laid over the compose files, what
/// docker wrote and the logs of services that failed. All of it is readable by the owner alone, because the plan holds the values of
/// secrets, as the environment file beside it does.
/// </summary>
internal sealed class OperationFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public OperationFolder(DeployProject project, long number)
    {
        Path = System.IO.Path.Combine(All(project), FormattableString.Invariant($"{number}"));
        Shown = project.RelativePath(Path);
    }

    /// <summary>Its full path.</summary>
    public string Path { get; }

    /// <summary>Its path as records show it.</summary>
    public string Shown { get; }

    /// <summary>The resolved plan.</summary>
    public string Plan => System.IO.Path.Combine(Path, "compose.json");

    /// <summary>The image names that are laid over the compose files.</summary>
    public string Images => System.IO.Path.Combine(Path, "images.yml");

    /// <summary>The names of images that run already under another name.</summary>
    public string Unchanged => System.IO.Path.Combine(Path, "unchanged.yml");

    /// <summary>The labels that say what the containers are given beside their images.</summary>
    public string Content => System.IO.Path.Combine(Path, "content.yml");

    /// <summary>Which files of the project the containers were given, by path and hash.</summary>
    public string Files => System.IO.Path.Combine(Path, "files.json");

    /// <summary>What docker wrote, masked.</summary>
    public string Output => System.IO.Path.Combine(Path, "output.log");

    /// <summary>The log of a service, masked.</summary>
    public string LogOf(string service) => System.IO.Path.Combine(Path, "logs", $"{service}.log");

    /// <summary>The folder of all operations.</summary>
    public static string All(DeployProject project) => project.FullPath(".deployops/releases");

    /// <summary>Makes it.</summary>
    public void Create() => CreatePrivate(Path);

    /// <summary>Writes a file of it whole or not at all.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        CreatePrivate(System.IO.Path.GetDirectoryName(path)!);
        File.Delete(path);
        new PrivateFile().Create(path, content);
    }

    /// <summary>Removes the folders of all operations but the named ones.</summary>
    public static void Keep(DeployProject project, IReadOnlySet<long> numbers)
    {
        foreach (var number in Numbers(project).Where(number => !numbers.Contains(number)))
        {
            Directory.Delete(new OperationFolder(project, number).Path, recursive: true);
        }
    }

    /// <summary>The operations that have a folder.</summary>
    public static IReadOnlyList<long> Numbers(DeployProject project) => Directory.Exists(All(project))
        ? [.. Directory.GetDirectories(All(project)).Select(System.IO.Path.GetFileName).Where(name => long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _)).Select(name => long.Parse(name!, CultureInfo.InvariantCulture))]
        : [];

    /// <summary>Makes a folder that only its owner may look into.</summary>
    public static void CreatePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly);
        }
    }
}

using DeployOps.Engine.Compose.Model.Yaml;

namespace DeployOps.Engine.Compose.Model.Loading;

/// <summary>Turns the paths of compose files into full ones.</summary>
public static class ComposePaths
{
    private static readonly string[] RemoteSchemes = ["oci://", "git://", "ssh://", "http://", "https://", "git@", "github.com/"];

    /// <summary>The full path of a value: from its file's working directory, <c>~</c> from the user's home.</summary>
    public static string Full(ComposeScalar path) => Full(path.Text, path.Source.File);

    /// <summary>The full path of a text that stands in a file.</summary>
    public static string Full(string path, ComposeFile file)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var expanded = path == "~" ? home : path.StartsWith("~/", StringComparison.Ordinal) || path.StartsWith(@"~\", StringComparison.Ordinal) ? Path.Combine(home, path[2..]) : path;
        return IsForeign(expanded) ? expanded : Path.GetFullPath(expanded, file.WorkingDirectory);
    }

    /// <summary>Whether a path is fetched from elsewhere.</summary>
    public static bool IsRemote(string path) => Array.Exists(RemoteSchemes, scheme => path.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a path cannot be looked at here: absolute on the other kind of system, or none at all.</summary>
    public static bool IsForeign(string path) => path.Contains('\0', StringComparison.Ordinal) || (OperatingSystem.IsWindows()
        ? path.StartsWith('/')
        : path.StartsWith(@"\\", StringComparison.Ordinal) || (path.Length > 2 && char.IsAsciiLetter(path[0]) && path[1] == ':' && path[2] is '\\' or '/'));
}

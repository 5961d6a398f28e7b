using System.Security.Cryptography;
using System.Text;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Backups.Schedule;

/// <summary>The name of a project's task: two folders with projects of the same name have two tasks.</summary>
internal static class BackupTaskName
{
    /// <summary>The name, such as <c>deployops-backup-shop-1a2b3c4d</c>.</summary>
    public static string Of(DeployProject project)
    {
        var name = string.Concat(project.Name.Select(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-' ? character : '_'));
        var root = OperatingSystem.IsWindows() ? project.Root.ToUpperInvariant() : project.Root;
        var folder = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.TrimEndingDirectorySeparator(root))))[..8];
        return $"deployops-backup-{(name.Length > 100 ? name[..100] : name)}-{folder}";
    }
}

using System.Management.Automation;

namespace DeployOps.Backups;

/// <summary>The command that a scheduler runs: this PowerShell with <c>module/tasks/backup.ps1</c>, which ends with the exit code of the backup.</summary>
internal static class BackupScript
{
    public static IReadOnlyList<string> Command(string root)
    {
        var module = Path.GetDirectoryName(Path.GetDirectoryName(typeof(BackupScript).Assembly.Location))!;
        return [Program(), "-NoProfile", "-NonInteractive", "-File", Path.Combine(module, "tasks", "backup.ps1"), "-Project", root];
    }

    // The process may be another host than pwsh, such as an editor: then it is the pwsh of the search path.
    private static string Program()
    {
        var process = Environment.ProcessPath ?? "";
        var name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        var installed = Path.Combine(Path.GetDirectoryName(typeof(PSObject).Assembly.Location) ?? "", name);
        return Path.GetFileName(process).Equals(name, StringComparison.OrdinalIgnoreCase) ? process
            : File.Exists(installed) ? installed
            : name;
    }
}

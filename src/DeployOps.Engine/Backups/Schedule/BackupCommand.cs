using DeployOps.Engine.Project;

namespace DeployOps.Engine.Backups.Schedule;

/// <summary>The command that a task runs when the face does not name one: the program that runs now.</summary>
internal static class BackupCommand
{
    /// <summary>The console's own command.</summary>
    /// <exception cref="BackupCommandUnknownException">This process is something else than the console.</exception>
    public static IReadOnlyList<string> Of(DeployProject project)
    {
        var process = Environment.ProcessPath ?? "";
        var console = Path.Combine(AppContext.BaseDirectory, "deployops.dll");
        string[] backup = ["backup", "run", "--project", project.Root, "--format", "ndjson"];
        return Path.GetFileNameWithoutExtension(process).ToLowerInvariant() switch
        {
            "deployops" => [process, .. backup],
            "dotnet" when File.Exists(console) => [process, console, .. backup],
            _ => throw new BackupCommandUnknownException(),
        };
    }
}

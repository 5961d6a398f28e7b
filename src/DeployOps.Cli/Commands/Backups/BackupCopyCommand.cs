using System.CommandLine;
using DeployOps.Cli.Rendering.Backups;
using DeployOps.Engine;
using DeployOps.Engine.Backups.Copies;

namespace DeployOps.Cli.Commands.Backups;

/// <summary><c>deployops backup copy</c>: copies a set to another folder or share, and reads the copy back.</summary>
internal static class BackupCopyCommand
{
    public static Command Create()
    {
        var set = BackupOptions.Set("the newest that is not partial");
        var copyTo = BackupOptions.CopyTo();
        return new BackupRun("copy", "Copy a set to another folder or share, and read the copy back.") { set, copyTo }.Does(
            parsed => $"copy {parsed.GetValue(set) ?? "the newest backup"}",
            BackupViews.Copy,
            (parsed, shown, cancellationToken) => new CopyBackup(shown.Project).RunAsync(
                BackupOptions.Named(parsed.GetValue(set)),
                shown.Destination,
                BackupOptions.Folder(parsed.GetValue(copyTo)),
                shown.Output.Progress,
                cancellationToken),
            _ => ExitCodes.Passed);
    }
}

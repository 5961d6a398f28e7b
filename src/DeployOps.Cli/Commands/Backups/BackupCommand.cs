using System.CommandLine;

namespace DeployOps.Cli.Commands.Backups;

/// <summary><c>deployops backup</c>: backup sets, from the making to the restore.</summary>
internal static class BackupCommand
{
    public static Command Create() => new("backup", "Back the data stores up, prove that the sets can be restored, and restore them.")
    {
        BackupRunCommand.Create(),
        BackupTestCommand.Create(),
        BackupRestoreCommand.Create(),
        BackupListCommand.Create(),
        BackupRemoveCommand.Create(),
        BackupCopyCommand.Create(),
        BackupHealthCommand.Create(),
        BackupTaskCommand.Create(),
    };
}

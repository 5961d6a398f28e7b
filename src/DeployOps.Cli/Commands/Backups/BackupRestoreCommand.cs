using System.CommandLine;
using DeployOps.Cli.Rendering.Backups;
using DeployOps.Engine.Backups.Restoration;

namespace DeployOps.Cli.Commands.Backups;

/// <summary><c>deployops backup restore</c>: puts a set back into the stores.</summary>
internal static class BackupRestoreCommand
{
    public static Command Create()
    {
        var set = BackupOptions.Set("the newest verified one");
        var store = BackupOptions.Store();
        var force = new Option<bool>("--force") { Description = "Restore over a store that is not empty, after a safety set of it was taken." };
        var timeout = BackupOptions.Timeout();
        var whatIf = SharedOptions.WhatIf();
        var yes = BackupOptions.Yes();
        return new BackupRun("restore", "Put a set back into the data stores. A store that is not empty needs --force.") { set, store, force, timeout, whatIf, yes }.Does(
            parsed => $"restore {parsed.GetValue(set) ?? "the newest verified backup"}",
            BackupViews.Restore,
            (parsed, shown, cancellationToken) => new RestoreBackup(shown.Project).RunAsync(
                new RestoreBackupOptions
                {
                    Set = BackupOptions.Named(parsed.GetValue(set)),
                    Destination = shown.Destination,
                    Stores = parsed.GetValue(store) ?? [],
                    Force = parsed.GetValue(force),
                    IsPlan = parsed.GetValue(whatIf),
                    Timeout = SharedOptions.Time(parsed.GetValue(timeout)),
                    OnProgress = shown.Output.Progress,
                },
                cancellationToken),
            report => report.ExitCode,
            (parsed, project, cancellationToken) => parsed.GetValue(whatIf)
                ? Task.CompletedTask
                : Confirmation.AskAsync(
                    $"Restore {parsed.GetValue(set) ?? "the newest verified backup"} into the stores of {project.Name}{new RestoreBackupOptions { Force = parsed.GetValue(force), Stores = parsed.GetValue(store) ?? [] }.Replaced}?",
                    parsed.GetValue(yes),
                    cancellationToken));
    }
}

using System.CommandLine;
using DeployOps.Cli.Rendering.Backups;
using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Creation;

namespace DeployOps.Cli.Commands.Backups;

/// <summary><c>deployops backup run</c>: backs the stores up into one set, and looks whether it can be restored.</summary>
internal static class BackupRunCommand
{
    public static Command Create()
    {
        var store = BackupOptions.Store();
        var copyTo = BackupOptions.CopyTo();
        var verify = new Option<VerificationLevel?>("--verify") { Description = "How thoroughly the set is looked at afterwards; the project's setting when left out." };
        var skipRetention = new Option<bool>("--skip-retention") { Description = "Remove no old sets afterwards." };
        var reason = new Option<string?>("--reason") { Description = "Why it is made, for the manifest.", HelpName = "TEXT" };
        var timeout = BackupOptions.Timeout();
        var whatIf = SharedOptions.WhatIf();
        return new BackupRun("run", "Back the data stores up into one set, look whether it can be restored, copy it, and apply the rules of retention.")
        {
            store, copyTo, verify, skipRetention, reason, timeout, whatIf,
        }.Does(
            _ => "backup",
            BackupViews.Backup,
            (parsed, shown, cancellationToken) => new CreateBackup(shown.Project).RunAsync(
                new CreateBackupOptions
                {
                    Stores = parsed.GetValue(store) ?? [],
                    Destination = shown.Destination,
                    CopyTo = BackupOptions.Folder(parsed.GetValue(copyTo)),
                    Verify = parsed.GetValue(verify),
                    SkipRetention = parsed.GetValue(skipRetention),
                    IsPlan = parsed.GetValue(whatIf),
                    Reason = parsed.GetValue(reason),
                    Timeout = SharedOptions.Time(parsed.GetValue(timeout)),
                    OnProgress = shown.Output.Progress,
                },
                cancellationToken),
            report => report.ExitCode);
    }
}

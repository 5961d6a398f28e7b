using System.CommandLine;
using DeployOps.Cli.Rendering.Backups;
using DeployOps.Engine;
using DeployOps.Engine.Backups.Retention;

namespace DeployOps.Cli.Commands.Backups;

/// <summary><c>deployops backup remove</c>: removes sets by the rules of retention, or named ones.</summary>
internal static class BackupRemoveCommand
{
    public static Command Create()
    {
        var sets = new Option<string[]>("--set") { Description = "Remove this set, whatever the rules say; the rules decide when left out. Can be given more than once.", HelpName = "SET" };
        var whatIf = SharedOptions.WhatIf();
        var yes = BackupOptions.Yes();
        return new BackupRun("remove", "Remove sets by the rules of retention. The last verified one stays.") { sets, whatIf, yes }.Does(
            parsed => parsed.GetValue(sets) is { Length: > 0 } named ? $"remove {string.Join(", ", named)}" : "apply the rules of retention",
            BackupViews.Retention,
            (parsed, shown, cancellationToken) => new RemoveBackups(shown.Project).RunAsync(
                new RemoveBackupsOptions
                {
                    Sets = [.. (parsed.GetValue(sets) ?? []).Select(set => BackupOptions.Named(set)!)],
                    Destination = shown.Destination,
                    IsPlan = parsed.GetValue(whatIf),
                    OnProgress = shown.Output.Progress,
                },
                cancellationToken),
            _ => ExitCodes.Passed,
            (parsed, project, cancellationToken) => parsed.GetValue(whatIf)
                ? Task.CompletedTask
                : Confirmation.AskAsync(
                    $"Remove {(parsed.GetValue(sets) is { Length: > 0 } named ? string.Join(", ", named) : "the sets that no rule keeps")} of {project.Name}?",
                    parsed.GetValue(yes),
                    cancellationToken));
    }
}

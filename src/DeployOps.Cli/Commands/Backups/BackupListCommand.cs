using System.CommandLine;
using DeployOps.Cli.Rendering;
using DeployOps.Cli.Rendering.Backups;
using DeployOps.Engine;
using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Listing;
using DeployOps.Engine.Backups.Reports;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Project;

namespace DeployOps.Cli.Commands.Backups;

/// <summary><c>deployops backup list</c>: the sets of a project, the newest first.</summary>
internal static class BackupListCommand
{
    public static Command Create()
    {
        var project = SharedOptions.Project();
        var destination = BackupOptions.Destination();
        var format = SharedOptions.Format();
        var quiet = SharedOptions.Quiet();
        var set = BackupOptions.Set("all of them");
        var state = new Option<BackupState[]>("--state") { Description = "Only sets of this state. Can be given more than once." };
        var command = new Command("list", "Show the backup sets of the project, the newest first.") { project, destination, set, state, format, quiet };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var found = await new ListBackups(ProjectReader.Find(parsed.GetValue(project)!)).RunAsync(BackupOptions.Folder(parsed.GetValue(destination)), cancellationToken);
            var name = BackupOptions.Named(parsed.GetValue(set));
            var states = parsed.GetValue(state) ?? [];
            IReadOnlyList<BackupSet> sets = [.. found.Where(one => (name is null || one.Id == name || one.Path == name) && (states.Length == 0 || states.Contains(one.State)))];
            ReportOutput.Write(
                parsed.GetValue(format),
                parsed.GetValue(quiet),
                (stream, oneLine) => BackupJson.Write(stream, sets, oneLine),
                console => BackupSetRenderer.Write(console, sets));
            return ExitCodes.Passed;
        });
        return command;
    }
}

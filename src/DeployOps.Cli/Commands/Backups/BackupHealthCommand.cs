using System.CommandLine;
using DeployOps.Cli.Rendering;
using DeployOps.Cli.Rendering.Backups;
using DeployOps.Engine.Backups.Health;
using DeployOps.Engine.Backups.Reports;
using DeployOps.Engine.Project;

namespace DeployOps.Cli.Commands.Backups;

/// <summary><c>deployops backup health</c>: whether the backups stand as agreed.</summary>
internal static class BackupHealthCommand
{
    public static Command Create()
    {
        var project = SharedOptions.Project();
        var destination = BackupOptions.Destination();
        var format = SharedOptions.Format();
        var quiet = SharedOptions.Quiet();
        var command = new Command("health", "Look whether the last verified set is as young as agreed (RPO), its recovery as quick as agreed (RTO), and the task in order.")
        {
            project, destination, format, quiet,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var report = await new MeasureBackupHealth(ProjectReader.Find(parsed.GetValue(project)!)).RunAsync(BackupOptions.Folder(parsed.GetValue(destination)), cancellationToken);
            ReportOutput.Write(
                parsed.GetValue(format),
                parsed.GetValue(quiet),
                (stream, oneLine) => BackupJson.Write(stream, report, oneLine),
                console => BackupHealthRenderer.Write(console, report));
            return report.ExitCode;
        });
        return command;
    }
}

using System.Globalization;
using DeployOps.Engine.Backups.Health;
using DeployOps.Engine.Backups.Reports;
using DeployOps.Engine.Backups.Sets;
using Spectre.Console;

namespace DeployOps.Cli.Rendering.Backups;

/// <summary>How the backups stand, for people: the findings, the worst first, and the next step.</summary>
internal static class BackupHealthRenderer
{
    public static void Write(IAnsiConsole console, BackupHealthReport report)
    {
        var marks = new StatusMarks(console.Profile.Capabilities.Unicode);
        console.MarkupLineInterpolated($"[bold]DeployOps[/] backups of {report.ProjectName}");
        console.WriteLine();
        new Facts()
            .AddAll("finding", report.Findings, "red")
            .Add("last verified", Set(report.LastVerified))
            .Add("last of all", report.Last is null || report.Last.Id == report.LastVerified?.Id ? null : Set(report.Last))
            .Add("RPO", $"{(report.RecoveryPoint is { } point ? Amounts.Time(point) : "everything")} would be lost, {Amounts.Time(report.RecoveryPointObjective)} agreed")
            .Add("RTO", $"{(report.RecoveryTime is { } time ? $"{Amounts.Time(time)} measured" : "not measured")}, {Amounts.Time(report.RecoveryTimeObjective)} agreed")
            .Add("next run", report.NextRun is { } next ? next.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) : "no task is registered")
            .AddAll("note", report.Notes)
            .Add("next step", report.NextAction, "bold")
            .Write(console);
        console.MarkupLine(report.Passed ? $"[bold green]{marks.Pass} as agreed[/]" : $"[bold red]{marks.Fail} not as agreed[/]");
    }

    private static string Set(BackupSet? set) =>
        set is null ? "none" : $"{set.Id}, {set.State}, {Amounts.Size(set.Bytes)}{(set.Age is { } age ? $", {Amounts.Time(age)} old" : "")}";
}

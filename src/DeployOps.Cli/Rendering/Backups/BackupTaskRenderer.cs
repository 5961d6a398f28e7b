using System.Globalization;
using DeployOps.Engine.Backups.Schedule;
using Spectre.Console;

namespace DeployOps.Cli.Rendering.Backups;

/// <summary>The task that backs a project up, for people; its definition when it is a plan.</summary>
internal static class BackupTaskRenderer
{
    public static void Write(IAnsiConsole console, BackupTask? task)
    {
        if (task is null)
        {
            console.WriteLine("There is no backup task of this project.");
            return;
        }

        var state = !task.IsRegistered ? "not registered" : task.IsEnabled ? "registered" : "registered, and switched off";
        console.MarkupLineInterpolated($"[bold]{task.Name}[/] ({task.Scheduler}): {state}");
        console.WriteLine();
        new Facts()
            .Add("schedule", task.Schedule, "bold")
            .Add("account", task.Account)
            .Add("command", task.Command)
            .Add("last run", task.IsRegistered ? $"{Moment(task.LastRun)}{(task.LastExitCode is { } code ? $", exit code {code}" : "")}" : null)
            .Add("last success", task.IsRegistered ? Moment(task.LastSuccess) : null)
            .Add("next run", task.NextRun is null ? null : Moment(task.NextRun))
            .AddAll("note", task.Notes)
            .Write(console);
        if (!task.IsRegistered && task.Definition.Length > 0)
        {
            // As it is: a line of a crontab must not be broken.
            console.Profile.Out.Writer.WriteLine(task.Definition.TrimEnd());
        }
    }

    private static string Moment(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? "never";
}

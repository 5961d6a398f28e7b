using System.CommandLine;
using System.Globalization;
using DeployOps.Cli.Rendering;
using DeployOps.Cli.Rendering.Backups;
using DeployOps.Engine;
using DeployOps.Engine.Backups.Reports;
using DeployOps.Engine.Backups.Schedule;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Cli.Commands.Backups;

/// <summary><c>deployops backup task</c>: the task with which the system's scheduler backs a project up.</summary>
internal static class BackupTaskCommand
{
    public static Command Create() => new("task", "Register, show and remove the task with which the system's scheduler backs the project up.") { Register(), Show(), Remove() };

    private static Command Register()
    {
        var at = new Option<TimeOnly?>("--at") { Description = "The time of the day, local; the project's setting or 02:00 when left out.", HelpName = "HH:MM", CustomParser = result =>
        {
            if (TimeOnly.TryParseExact(result.Tokens[0].Value, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            {
                return time;
            }

            result.AddError("--at must be a time of the day such as 02:00.");
            return null;
        } };
        var every = Duration("--every", "Every so often instead of daily: 15, 20 or 30 minutes (30m), or 1, 2, 3, 4, 6, 8, 12 or 24 hours (6h).");
        var account = new Option<string?>("--account") { Description = "The account; SYSTEM on Windows, your own elsewhere when left out.", HelpName = "NAME" };
        var passwordVariable = new Option<string?>("--password-variable") { Description = "The variable that holds the password of a named Windows account.", HelpName = "NAME" };
        var timeLimit = Duration("--time-limit", "The longest that a run may take, such as 4h; 8h when left out.");
        var scheduler = new Option<string?>("--scheduler") { Description = "systemd or cron, on Linux; the one that runs here when left out.", HelpName = "NAME" };
        var whatIf = SharedOptions.WhatIf();
        return Command("register", "Let the system's scheduler back the project up; it replaces the task that was there.", [at, every, account, passwordVariable, timeLimit, scheduler, whatIf], async (parsed, tasks, cancellationToken) =>
        {
            var options = new BackupTaskOptions
            {
                At = parsed.GetValue(at),
                Every = parsed.GetValue(every),
                Account = parsed.GetValue(account),
                PasswordVariable = parsed.GetValue(passwordVariable),
                Scheduler = parsed.GetValue(scheduler),
                IsPlan = parsed.GetValue(whatIf),
            };
            return await tasks.RegisterAsync(options with { TimeLimit = parsed.GetValue(timeLimit) ?? options.TimeLimit }, cancellationToken);
        });
    }

    private static Command Show() => Command("show", "Show the task: when it last ran and how that ended, and when it runs next.", [], (_, tasks, cancellationToken) => tasks.FindAsync(cancellationToken));

    private static Command Remove()
    {
        var whatIf = SharedOptions.WhatIf();
        return Command("remove", "Remove the task. The sets that it made stay.", [whatIf], (parsed, tasks, cancellationToken) => tasks.UnregisterAsync(parsed.GetValue(whatIf), cancellationToken));
    }

    private static Command Command(string name, string description, IEnumerable<Option> options, Func<ParseResult, BackupTasks, CancellationToken, Task<BackupTask?>> operation)
    {
        var project = SharedOptions.Project();
        var format = SharedOptions.Format();
        var quiet = SharedOptions.Quiet();
        var command = new Command(name, description) { project, format, quiet };
        foreach (var option in options)
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            var task = await operation(parsed, new BackupTasks(ProjectReader.Find(parsed.GetValue(project)!)), cancellationToken);
            ReportOutput.Write(
                parsed.GetValue(format),
                parsed.GetValue(quiet),
                (stream, oneLine) => BackupJson.Write(stream, task, oneLine),
                console => BackupTaskRenderer.Write(console, task));
            return ExitCodes.Passed;
        });
        return command;
    }

    private static Option<TimeSpan?> Duration(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result =>
        {
            if (YamlDuration.TryParse(result.Tokens[0].Value) is { } time)
            {
                return time;
            }

            result.AddError($"{name} must be a time such as 30m or 6h.");
            return null;
        },
    };
}

using System.CommandLine;
using DeployOps.Cli.Rendering;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Diagnosis;
using DeployOps.Engine.Releases.Reports;

namespace DeployOps.Cli.Commands;

/// <summary><c>deployops diagnose</c>: why the stack is not well.</summary>
internal static class DiagnoseCommand
{
    public static Command Create()
    {
        var project = SharedOptions.Project();
        var format = SharedOptions.Format();
        var quiet = SharedOptions.Quiet();
        var baseUrl = SharedOptions.BaseUrl();
        var since = new Option<DateTimeOffset?>("--since") { Description = "Only log lines after this time; the last ones when left out.", HelpName = "TIME" };
        var stackName = new Option<string?>("--stack-name") { Description = "The compose project's name, such as that of a rehearsal that was kept running.", HelpName = "NAME" };
        var timeout = SharedOptions.Seconds("--timeout", "How long the whole look may take, in seconds.");
        var command = new Command("diagnose", "Find out why the stack is not well, in the order of the runbook, and name the next command.")
        {
            project, since, baseUrl, stackName, timeout, format, quiet,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new DiagnosisOptions { StackName = parsed.GetValue(stackName), Since = parsed.GetValue(since), BaseUrl = parsed.GetValue(baseUrl) };
            var look = new DiagnoseRelease(ProjectReader.Find(parsed.GetValue(project)!));
            var report = await look.RunAsync(options with { Timeout = SharedOptions.Time(parsed.GetValue(timeout)) ?? options.Timeout }, cancellationToken);
            ReportOutput.Write(
                parsed.GetValue(format),
                parsed.GetValue(quiet),
                (stream, oneLine) => ReportJson.Write(stream, report, oneLine),
                console => DiagnosisRenderer.Write(console, report));
            return report.ExitCode;
        });
        return command;
    }
}

using System.CommandLine;
using DeployOps.Cli.Rendering;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Reports;
using DeployOps.Engine.Releases.Smoke;

namespace DeployOps.Cli.Commands;

/// <summary><c>deployops smoke</c>: asks the stack through its proxy, and reads its logs.</summary>
internal static class SmokeCommand
{
    public static Command Create()
    {
        var project = SharedOptions.Project();
        var format = SharedOptions.Format();
        var quiet = SharedOptions.Quiet();
        var baseUrl = SharedOptions.BaseUrl();
        var paths = new Argument<string[]>("PATH") { Description = "Only the requests of these paths; all of the list when left out.", Arity = ArgumentArity.ZeroOrMore };
        var withoutLogs = new Option<bool>("--without-logs") { Description = "Leave the services' logs out." };
        var command = new Command("smoke", "Ask the running stack through its proxy, and read the last lines of its logs.") { paths, project, baseUrl, withoutLogs, format, quiet };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var ndjson = parsed.GetValue(format) == OutputFormat.Ndjson && !parsed.GetValue(quiet);
            var options = new SmokeOptions
            {
                BaseUrl = parsed.GetValue(baseUrl),
                Paths = parsed.GetValue(paths) ?? [],
                WithoutLogs = parsed.GetValue(withoutLogs),
                OnAnswer = ndjson ? answer => ReportOutput.WriteLine(stream => ReportJson.Write(stream, answer)) : null,
            };
            var report = await new SmokeTest(ProjectReader.Find(parsed.GetValue(project)!)).RunAsync(options, cancellationToken);
            ReportOutput.Write(
                parsed.GetValue(format),
                parsed.GetValue(quiet),
                (stream, oneLine) => ReportJson.Write(stream, report, oneLine),
                console => SmokeRenderer.Write(console, report));
            return report.ExitCode;
        });
        return command;
    }
}

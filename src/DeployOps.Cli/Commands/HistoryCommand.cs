using System.CommandLine;
using DeployOps.Cli.Rendering;
using DeployOps.Engine;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.History;
using DeployOps.Engine.Releases.Reports;

namespace DeployOps.Cli.Commands;

/// <summary><c>deployops history</c>: a project's releases, and which one is live.</summary>
internal static class HistoryCommand
{
    public static Command Create()
    {
        var project = SharedOptions.Project();
        var format = SharedOptions.Format();
        var quiet = SharedOptions.Quiet();
        var tag = new Option<string?>("--tag", "-t") { Description = "Only operations of this tag.", HelpName = "TAG" };
        var last = SharedOptions.Number("--last", "At most so many operations, the latest.", "COUNT");
        last.Aliases.Add("-n");
        var withoutDocker = new Option<bool>("--without-docker") { Description = "Read the journal alone: docker is not asked what runs." };
        var command = new Command("history", "Show the releases of the project, and which one is live.") { project, tag, last, withoutDocker, format, quiet };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new ReleaseHistoryOptions { Last = parsed.GetValue(last), Tag = parsed.GetValue(tag), WithoutEngine = parsed.GetValue(withoutDocker) };
            var history = await new GetReleaseHistory(ProjectReader.Find(parsed.GetValue(project)!)).RunAsync(options, cancellationToken);
            ReportOutput.Write(
                parsed.GetValue(format),
                parsed.GetValue(quiet),
                (stream, oneLine) => ReportJson.Write(stream, history, oneLine),
                console => HistoryRenderer.Write(console, history));
            return ExitCodes.Passed;
        });
        return command;
    }
}

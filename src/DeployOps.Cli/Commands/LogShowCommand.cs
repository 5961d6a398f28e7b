using System.CommandLine;
using DeployOps.Cli.Rendering;
using DeployOps.Engine;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Log;

namespace DeployOps.Cli.Commands;

/// <summary><c>deployops log show</c>: reads the release log back.</summary>
internal static class LogShowCommand
{
    public static Command Create()
    {
        var project = SharedOptions.Project();
        var format = SharedOptions.Format();
        var tag = new Option<string?>("--tag", "-t") { Description = "Only records of this tag.", HelpName = "TAG" };
        var result = new Option<ReleaseResult?>("--result") { Description = "Only records with this result." };
        var kind = new Option<ReleaseKind?>("--kind") { Description = "Only records of this kind." };
        var since = new Option<DateTimeOffset?>("--since") { Description = "Only records that started then or later.", HelpName = "TIME" };
        var last = new Option<int?>("--last", "-n") { Description = "At most so many, the latest.", HelpName = "COUNT" };
        var newestFirst = new Option<bool>("--newest-first") { Description = "The latest first." };
        var command = new Command("show", "Read the release log back. A damaged record is reported and passed over.")
        {
            project, tag, result, kind, since, last, newestFirst, format,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new GetReleaseLogOptions
            {
                Tag = parsed.GetValue(tag),
                Result = parsed.GetValue(result),
                Kind = parsed.GetValue(kind),
                Since = parsed.GetValue(since),
                Last = parsed.GetValue(last),
                NewestFirst = parsed.GetValue(newestFirst),
                OnDamage = damage => Console.Error.WriteLine($"deployops: {damage}"),
            };
            using var output = ReleaseLogOutput.Create(parsed.GetValue(format));
            await foreach (var entry in new GetReleaseLog(ProjectReader.Find(parsed.GetValue(project)!)).RunAsync(options, cancellationToken))
            {
                output.Write(entry);
            }

            return ExitCodes.Passed;
        });
        return command;
    }
}

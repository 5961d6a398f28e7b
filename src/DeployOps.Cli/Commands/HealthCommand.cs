using System.CommandLine;
using DeployOps.Cli.Rendering;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Health;
using DeployOps.Engine.Releases.Reports;

namespace DeployOps.Cli.Commands;

/// <summary><c>deployops health</c>: how the stack is, at any time.</summary>
internal static class HealthCommand
{
    public static Command Create()
    {
        var project = SharedOptions.Project();
        var format = SharedOptions.Format();
        var quiet = SharedOptions.Quiet();
        var services = new Argument<string[]>("SERVICE") { Description = "Only these services; all when left out.", Arity = ArgumentArity.ZeroOrMore };
        var withoutStores = new Option<bool>("--without-stores") { Description = "Leave the data stores and the application out." };
        var timeout = SharedOptions.Seconds("--timeout", "How long the whole look may take, in seconds.");
        var command = new Command("health", "Show how the running stack is: every service, and the data stores.") { services, project, withoutStores, timeout, format, quiet };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new HealthOptions { Services = parsed.GetValue(services) ?? [], WithoutStores = parsed.GetValue(withoutStores) };
            var look = new GetStackHealth(ProjectReader.Find(parsed.GetValue(project)!));
            var health = await look.RunAsync(options with { Timeout = SharedOptions.Time(parsed.GetValue(timeout)) ?? options.Timeout }, cancellationToken);
            ReportOutput.Write(
                parsed.GetValue(format),
                parsed.GetValue(quiet),
                (stream, oneLine) => ReportJson.Write(stream, health, oneLine),
                console => HealthRenderer.Write(console, health));
            return health.ExitCode;
        });
        return command;
    }
}

using System.CommandLine;
using DeployOps.Cli.Rendering;
using DeployOps.Engine;
using DeployOps.Engine.Checks.Env;
using DeployOps.Engine.Preflight;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Cli.Commands;

/// <summary><c>deployops env test</c>: environment files against their sample and the rules.</summary>
internal static class EnvTestCommand
{
    public static Command Create()
    {
        var project = SharedOptions.Project();
        var format = SharedOptions.Format();
        var quiet = SharedOptions.Quiet();
        var all = SharedOptions.All();
        var paths = new Argument<string[]>("PATH") { Description = "The files, in the order compose reads them; those of the project when left out.", Arity = ArgumentArity.ZeroOrMore };
        var sample = new Option<string?>("--sample") { Description = "The sample of all of them, instead of the one beside each.", HelpName = "FILE" };
        var pack = new Option<EnvPack?>("--pack") { Description = "The rule pack, instead of the project's." };
        var allowSkipped = new Option<bool>("--allow-skipped") { Description = "Let the gate pass although something that had to run was skipped." };
        var failOn = new Option<Severity>("--fail-on") { Description = "The least severity whose failure blocks.", DefaultValueFactory = _ => Severity.P0 };
        var command = new Command("test", "Hold environment files to their sample and the production rules. Never shows a value.")
        {
            paths, project, sample, pack, allowSkipped, failOn, format, all, quiet,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var output = GateOutput.Create(parsed.GetValue(format), parsed.GetValue(quiet), parsed.GetValue(all));
            var files = new TestEnvFileOptions
            {
                Project = ProjectReader.FindOrBare(parsed.GetValue(project)!),
                Paths = parsed.GetValue(paths) ?? [],
                Sample = parsed.GetValue(sample),
                Pack = parsed.GetValue(pack),
            };
            var gate = EnvFileGate.Create(files, new PreflightOptions
            {
                Policy = new GatePolicy { AllowSkipped = parsed.GetValue(allowSkipped), FailOn = parsed.GetValue(failOn) },
                OnFinding = output.Finding,
                OnFamily = output.Family,
            });
            var report = await gate.RunAsync(cancellationToken);
            output.Report(report);
            return report.ExitCode;
        });
        return command;
    }
}

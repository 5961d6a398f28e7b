using System.CommandLine;
using DeployOps.Cli.Rendering;
using DeployOps.Engine;
using DeployOps.Engine.Preflight;
using DeployOps.Engine.Preflight.Reports;
using DeployOps.Engine.Project;

namespace DeployOps.Cli.Commands;

/// <summary><c>deployops preflight</c>: may this release go out?</summary>
internal static class PreflightCommand
{
    public static Command Create()
    {
        var project = SharedOptions.Project();
        var format = SharedOptions.Format();
        var quiet = SharedOptions.Quiet();
        var all = SharedOptions.All();
        var tag = new Option<string?>("--tag", "-t") { Description = "The tag that is to go live, such as 2026.11.20.", HelpName = "TAG" };
        var only = new Option<string[]>("--check") { Description = "Only these checks, by identifier or its start, such as ENV or COM004.", HelpName = "ID", AllowMultipleArgumentsPerToken = true };
        var skip = new Option<string[]>("--skip") { Description = "Not these checks; each is reported as skipped.", HelpName = "ID", AllowMultipleArgumentsPerToken = true };
        var allowSkipped = new Option<bool>("--allow-skipped") { Description = "Let the gate pass although something that had to run was skipped." };
        var failOn = new Option<Severity>("--fail-on") { Description = "The least severity whose failure blocks.", DefaultValueFactory = _ => Severity.P0 };
        var timeout = new Option<int?>("--timeout") { Description = "How long one check may take, in seconds.", HelpName = "SECONDS" };
        timeout.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, out var seconds) && seconds < 1)
            {
                result.AddError("--timeout must be at least 1 second.");
            }
        });
        var envFile = new Option<string[]>("--env-file") { Description = "These environment files, instead of those of the project.", HelpName = "FILE" };
        var createEnv = new Option<bool>("--create-env") { Description = "Make a missing environment file from its sample first, with generated secrets." };
        var sarif = new Option<string?>("--sarif") { Description = "Also write the report as SARIF 2.1.0 to this file.", HelpName = "FILE" };
        var junit = new Option<string?>("--junit") { Description = "Also write the report as JUnit XML to this file.", HelpName = "FILE" };
        var list = new Option<bool>("--list") { Description = "List the checks and run none." };

        var command = new Command("preflight", "Ask every check whether this release may go out. Changes nothing.")
        {
            project, tag, envFile, only, skip, allowSkipped, failOn, timeout, createEnv, format, all, quiet, sarif, junit, list,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(list))
            {
                CheckListing.Write(Console.Out);
                return ExitCodes.Passed;
            }

            var found = ProjectReader.Find(parsed.GetValue(project)!).WithEnvFiles([.. (parsed.GetValue(envFile) ?? []).Select(Path.GetFullPath)]);
            var output = GateOutput.Create(parsed.GetValue(format), parsed.GetValue(quiet), parsed.GetValue(all));
            if (parsed.GetValue(createEnv))
            {
                output.Created(EnvFileCreations.CreateMissing(found));
            }

            output.Head(found.Name, parsed.GetValue(tag));
            var gate = new PreflightGate(found, new PreflightOptions
            {
                Tag = parsed.GetValue(tag),
                Only = parsed.GetValue(only) ?? [],
                Skip = parsed.GetValue(skip) ?? [],
                Timeout = parsed.GetValue(timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                Policy = new GatePolicy { AllowSkipped = parsed.GetValue(allowSkipped), FailOn = parsed.GetValue(failOn) },
                OnFinding = output.Finding,
                OnFamily = output.Family,
            });
            var report = await gate.RunAsync(cancellationToken);
            await ReportFiles.WriteAsync(report, parsed.GetValue(sarif), parsed.GetValue(junit), cancellationToken);
            output.Report(report);
            return report.ExitCode;
        });
        return command;
    }
}

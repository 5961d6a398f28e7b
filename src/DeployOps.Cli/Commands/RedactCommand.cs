using System.CommandLine;
using DeployOps.Engine;
using DeployOps.Engine.Compose;
using DeployOps.Engine.Project;

namespace DeployOps.Cli.Commands;

/// <summary><c>deployops redact</c>: standard input to standard output, without secrets.</summary>
internal static class RedactCommand
{
    public static Command Create()
    {
        var project = SharedOptions.Project();
        var envFile = new Option<string[]>("--env-file") { Description = "Environment files whose secrets are masked, instead of those of the project.", HelpName = "FILE" };
        var command = new Command("redact", "Copy standard input to standard output with the project's secrets masked in every form.") { project, envFile };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var redactor = StackSecrets.RedactorFor(parsed.GetValue(project)!, parsed.GetValue(envFile) ?? [], ProcessVariables.All());
            await using var input = Console.OpenStandardInput();
            await using var output = Console.OpenStandardOutput();
            await redactor.CopyAsync(input, output, cancellationToken);
            return ExitCodes.Passed;
        });
        return command;
    }
}

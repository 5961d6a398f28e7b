using System.CommandLine;
using DeployOps.Cli.Rendering;
using DeployOps.Engine;
using DeployOps.Engine.EnvFiles.Creation;
using DeployOps.Engine.Files;
using DeployOps.Engine.Project;

namespace DeployOps.Cli.Commands;

/// <summary><c>deployops env new</c>: an environment file from its sample.</summary>
internal static class EnvNewCommand
{
    public static Command Create()
    {
        var project = SharedOptions.Project();
        var whatIf = SharedOptions.WhatIf();
        var merge = new Option<bool>("--merge") { Description = "Append the keys that an existing file lacks; nothing that is in it changes." };
        var sample = new Option<string?>("--sample") { Description = "The sample to follow, instead of those of the project.", HelpName = "FILE" };
        var path = new Argument<string?>("PATH") { Description = "The file to make, instead of those of the project.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("new", "Make environment files from their samples, with generated secrets. Never overwrites.") { path, project, sample, merge, whatIf };
        command.SetAction(parsed =>
        {
            var wanted = EnvFileCreations.Of(
                ProjectReader.FindOrBare(parsed.GetValue(project)!),
                parsed.GetValue(path),
                parsed.GetValue(sample),
                parsed.GetValue(merge));
            var creation = new EnvFileCreation(new PrivateFile());
            foreach (var options in wanted)
            {
                EnvFileCreationText.Write(Console.Out, creation.Run(options with { WhatIf = parsed.GetValue(whatIf) }));
            }

            return ExitCodes.Passed;
        });
        return command;
    }
}

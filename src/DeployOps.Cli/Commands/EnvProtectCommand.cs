using System.CommandLine;
using DeployOps.Engine;
using DeployOps.Engine.Files.Permissions;
using DeployOps.Engine.Project;

namespace DeployOps.Cli.Commands;

/// <summary><c>deployops env protect</c>: environment files readable by their owner alone.</summary>
internal static class EnvProtectCommand
{
    public static Command Create()
    {
        var project = SharedOptions.Project();
        var whatIf = SharedOptions.WhatIf();
        var paths = new Argument<string[]>("PATH") { Description = "The files; those of the project when left out.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("protect", "Make environment files readable by their owner alone, and read the rights again.") { paths, project, whatIf };
        command.SetAction(parsed =>
        {
            var options = new ProtectEnvFileOptions
            {
                Paths = ProjectReader.FindOrBare(parsed.GetValue(project)!).EnvFilePaths(parsed.GetValue(paths) ?? []),
                WhatIf = parsed.GetValue(whatIf),
            };
            foreach (var file in ProtectEnvFile.Run(options))
            {
                Console.Out.WriteLine($"{file.Path}: {(file.Before == file.After ? $"{file.After}, as it was" : $"{file.Before} -> {file.After}{(file.Changed ? "" : " (not done)")}")}");
                foreach (var remaining in file.Remaining)
                {
                    Console.Out.WriteLine($"  not mended: {remaining}");
                }
            }

            return ExitCodes.Passed;
        });
        return command;
    }
}

using System.CommandLine;
using DeployOps.Engine;
using DeployOps.Engine.Compose.Configuration;
using DeployOps.Engine.Project;

namespace DeployOps.Cli.Commands;

/// <summary><c>deployops compose config</c>: the resolved compose file, masked.</summary>
internal static class ComposeCommand
{
    public static Command Create() => new("compose", "Look at the compose file.") { CreateConfig() };

    private static Command CreateConfig()
    {
        var project = SharedOptions.Project();
        var tag = new Option<string?>("--tag", "-t") { Description = "The release tag.", HelpName = "TAG" };
        var format = new Option<ComposeConfigFormat>("--format", "-f") { Description = "YAML or JSON.", DefaultValueFactory = _ => ComposeConfigFormat.Yaml };
        var withoutDocker = new Option<bool>("--without-docker") { Description = "Use the embedded reading even where docker is there." };
        var command = new Command("config", "Print the resolved compose file with its secrets masked.") { project, tag, format, withoutDocker };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new GetComposeConfigOptions { Format = parsed.GetValue(format), Tag = parsed.GetValue(tag), WithoutDocker = parsed.GetValue(withoutDocker) };
            var config = await new GetComposeConfig(ProjectReader.Find(parsed.GetValue(project)!), options).RunAsync(cancellationToken);
            if (config.Note.Length > 0)
            {
                await Console.Error.WriteLineAsync($"deployops: {config.Note}");
            }

            Console.Out.WriteLine(config.Text.TrimEnd('\n'));
            return ExitCodes.Passed;
        });
        return command;
    }
}

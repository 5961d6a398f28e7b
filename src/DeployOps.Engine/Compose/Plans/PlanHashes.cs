using DeployOps.Engine.Compose.DockerCli;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Compose.Plans;

/// <summary>
/// Compose's hash of each service's configuration, which its containers carry as a label: where both and the image are the same, compose
/// leaves a container as it is. The image itself is no part of the hash but by its name.
/// </summary>
public sealed class PlanHashes(IProcessRunner processes)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>The hashes by service.</summary>
    /// <exception cref="DeployOpsException">Compose refuses the files, or there is no docker.</exception>
    public async Task<IReadOnlyDictionary<string, string>> OfAsync(ComposeTarget stack, CommandScope scope, CancellationToken cancellationToken)
    {
        var arguments = new List<string> { "compose", "--project-name", stack.Name, "--project-directory", stack.Folder };
        arguments.AddRange(stack.Files.SelectMany(file => new[] { "--file", file }));
        arguments.AddRange(stack.EnvFiles.SelectMany(file => new[] { "--env-file", file }));
        arguments.AddRange(stack.Profiles.SelectMany(profile => new[] { "--profile", profile }));
        var result = await new DockerProcess(processes).RunAsync(
            new ProcessRequest
            {
                FileName = "docker",
                Arguments = [.. arguments, "config", "--hash", "*"],
                WorkingDirectory = stack.Folder,
                Environment = stack.Environment.Concat(scope.Environment).ToDictionary(StringComparer.Ordinal),
                Timeout = Limit,
            },
            cancellationToken).ConfigureAwait(false);
        DockerErrors.ThrowIfFailed(result, "compose config --hash");
        return DockerProcess.Lines(result.StandardOutput.Reveal())
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length == 2)
            .ToDictionary(words => words[0], words => words[1], StringComparer.Ordinal);
    }
}

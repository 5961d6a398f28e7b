using DeployOps.Engine.Compose.Configuration;
using DeployOps.Engine.Compose.DockerCli;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Compose.Stacks;

/// <summary><see cref="IStackCommands"/> by <c>docker compose</c>.</summary>
internal sealed class StackCommands(DockerProcess docker) : IStackCommands
{
    public async Task<CapturedText> ResolveAsync(ComposeTarget stack, CommandScope scope, CancellationToken cancellationToken)
    {
        var result = await RunAsync(stack, ["config", "--format", "json"], scope, cancellationToken).ConfigureAwait(false);
        return result.Succeeded
            ? result.StandardOutput
            : throw new ComposeConfigRefusedException(ComposeConfigFailure.Read(result.StandardError, model: null, [.. stack.Files, .. stack.EnvFiles]));
    }

    public Task BuildAsync(ComposeTarget stack, IReadOnlyList<string> services, CommandScope scope, CancellationToken cancellationToken) =>
        DemandAsync(stack, ["build", .. services], scope, cancellationToken);

    public Task PullAsync(ComposeTarget stack, IReadOnlyList<string> services, CommandScope scope, CancellationToken cancellationToken) =>
        DemandAsync(stack, ["pull", "--policy", "missing", .. services], scope, cancellationToken);

    public Task UpAsync(ComposeTarget stack, UpOptions options, CommandScope scope, CancellationToken cancellationToken)
    {
        var arguments = new List<string> { "up", "--detach", "--no-build", "--pull", "never" };
        Add(arguments, options.WithoutDependencies, "--no-deps");
        Add(arguments, options.KeepExisting, "--no-recreate");
        Add(arguments, options.ForceRecreate, "--force-recreate");
        Add(arguments, options.RemoveOrphans, "--remove-orphans");
        arguments.AddRange(options.Scale.SelectMany(scale => new[] { "--scale", FormattableString.Invariant($"{scale.Key}={scale.Value}") }));
        return DemandAsync(stack, [.. arguments, .. options.Services], scope, cancellationToken);
    }

    public Task DownAsync(ComposeTarget stack, DownOptions options, CommandScope scope, CancellationToken cancellationToken)
    {
        var arguments = new List<string> { "down" };
        Add(arguments, options.Volumes, "--volumes");
        Add(arguments, options.RemoveOrphans, "--remove-orphans");
        if (options.Grace is { } grace)
        {
            arguments.AddRange(["--timeout", FormattableString.Invariant($"{grace.TotalSeconds:0}")]);
        }

        return DemandAsync(stack, arguments, scope, cancellationToken);
    }

    public Task<ProcessResult> RunAsync(ComposeTarget stack, string service, IReadOnlyList<string> command, CommandScope scope, CancellationToken cancellationToken) =>
        RunAsync(stack, ["run", "--rm", "--no-deps", "-T", "--label", $"{StackContainer.OwnRunLabel}=true", service, .. command], scope, cancellationToken);

    private async Task DemandAsync(ComposeTarget stack, List<string> arguments, CommandScope scope, CancellationToken cancellationToken)
    {
        var result = await RunAsync(stack, arguments, scope, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw new StackCommandException(arguments[0], result.ExitCode, new CapturedText(result.StandardError.Reveal() + result.StandardOutput.Reveal()));
        }
    }

    private async Task<ProcessResult> RunAsync(ComposeTarget stack, List<string> verb, CommandScope scope, CancellationToken cancellationToken)
    {
        var arguments = new List<string> { "compose", "--project-name", stack.Name, "--project-directory", stack.Folder, "--ansi", "never", "--progress", "plain" };
        arguments.AddRange(stack.Files.SelectMany(file => new[] { "--file", file }));
        arguments.AddRange(stack.EnvFiles.SelectMany(file => new[] { "--env-file", file }));
        arguments.AddRange(stack.Profiles.SelectMany(profile => new[] { "--profile", profile }));
        arguments.AddRange(verb);
        var result = await docker.RunAsync(
            new ProcessRequest
            {
                FileName = "docker",
                Arguments = arguments,
                Title = $"docker compose {verb[0]}",
                WorkingDirectory = stack.Folder,
                Environment = stack.Environment.Where(variable => !scope.Environment.ContainsKey(variable.Key)).Concat(scope.Environment).ToDictionary(StringComparer.Ordinal),
                Timeout = scope.Timeout,
                OnOutputLine = scope.OnLine,
                OnErrorLine = scope.OnLine,
                OnStarted = scope.OnStarted,
            },
            cancellationToken).ConfigureAwait(false);
        return !result.Succeeded && DockerErrors.IsPluginMissing(result) ? throw new ComposePluginMissingException() : result;
    }

    private static void Add(List<string> arguments, bool isWanted, string option)
    {
        if (isWanted)
        {
            arguments.Add(option);
        }
    }
}

using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Releases.Strategies;

/// <summary>Runs the command that switches the proxy to a color.</summary>
internal sealed class ColorSwitch(StrategyContext context)
{
    /// <summary>Switches.</summary>
    /// <param name="color">The color.</param>
    /// <param name="tag">Its release tag.</param>
    /// <param name="containers">Its containers, as they are now.</param>
    /// <param name="cancellationToken">Stops the command.</param>
    /// <exception cref="UpStrategyException">The command failed.</exception>
    public async Task RunAsync(ReleaseColor color, string tag, IReadOnlyList<StackContainer> containers, CancellationToken cancellationToken)
    {
        var command = context.Settings.BlueGreen.Switch;
        var name = Colors.NameOf(context.Target.Name, color);
        context.Say($"the proxy is switched to {name}");
        ProcessResult result;
        try
        {
            result = await context.Processes.RunAsync(
                new ProcessRequest
                {
                    FileName = command[0],
                    Arguments = [.. command.Skip(1)],
                    WorkingDirectory = context.Project.Root,
                    Environment = Variables(color, name, tag, containers),
                    Timeout = context.Settings.BlueGreen.SwitchTimeout,
                    OnOutputLine = context.Scope.OnLine,
                    OnErrorLine = context.Scope.OnLine,
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is ProgramNotFoundException or ProcessTimeoutException)
        {
            throw Failed(name, failure.Message, "", failure);
        }

        if (!result.Succeeded)
        {
            throw Failed(name, $"it ended with exit code {result.ExitCode}", context.Redact(result.StandardError.Reveal() + result.StandardOutput.Reveal()), null);
        }
    }

    /// <summary>What the command is told.</summary>
    public Dictionary<string, string?> Variables(ReleaseColor color, string name, string tag, IReadOnlyList<StackContainer> containers)
    {
        var variables = new Dictionary<string, string?>(context.Scope.Environment, StringComparer.Ordinal)
        {
            ["DEPLOYOPS_COLOR"] = color.ToString().ToLowerInvariant(),
            ["DEPLOYOPS_PROJECT"] = name,
            ["DEPLOYOPS_STACK"] = context.Target.Name,
            ["DEPLOYOPS_TAG"] = tag,
        };
        foreach (var service in containers.Where(container => container.State == ContainerState.Running).GroupBy(container => container.Service, StringComparer.Ordinal))
        {
            var suffix = string.Concat(service.Key.Select(character => char.IsAsciiLetterOrDigit(character) ? char.ToUpperInvariant(character) : '_'));
            variables[$"DEPLOYOPS_CONTAINER_{suffix}"] = string.Join(' ', service.Select(container => container.Name));
            if (service.SelectMany(container => container.Ports.Where(port => port.Protocol == "tcp").OrderBy(port => port.ContainerPort).Take(1)).ToList() is { Count: > 0 } ports)
            {
                variables[$"DEPLOYOPS_ADDRESS_{suffix}"] = string.Join(' ', ports.Select(Address));
            }

            if (service.Select(container => container.Networks.FirstOrDefault(network => network.Address.Length > 0)?.Address).OfType<string>().ToList() is { Count: > 0 } addresses)
            {
                variables[$"DEPLOYOPS_CONTAINER_ADDRESS_{suffix}"] = string.Join(' ', addresses);
            }
        }

        return variables;
    }

    private static string Address(PublishedPort port) =>
        FormattableString.Invariant($"{(port.HostAddress is "" or "0.0.0.0" or "::" ? "127.0.0.1" : port.HostAddress)}:{port.HostPort}");

    private static UpStrategyException Failed(string name, string why, string output, Exception? cause) => new(
        $"The switch to {name} failed: {why}.",
        "Run the command of release.blue-green.switch by hand; it gets DEPLOYOPS_COLOR, DEPLOYOPS_PROJECT and the addresses as variables.",
        output,
        cause);
}

using System.Globalization;
using System.Text.Json;
using DeployOps.Engine.Compose.DockerCli;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Compose.Stacks;

/// <summary><see cref="IContainerCommands"/> by the docker command.</summary>
internal sealed class ContainerCommands(DockerProcess docker) : IContainerCommands
{
    private const int MostTries = 5;

    public async Task<IReadOnlyList<StackContainer>> OfProjectAsync(string project, CancellationToken cancellationToken)
    {
        // A container can go between the listing and the look at it; then the listing is taken anew.
        for (var attempt = 1; ; attempt++)
        {
            var ids = DockerProcess.Lines(await docker.AskAsync(
                ["container", "ls", "--all", "--quiet", "--no-trunc", "--filter", $"label=com.docker.compose.project={project}"], "container ls", cancellationToken).ConfigureAwait(false));
            if (ids.Count == 0)
            {
                return [];
            }

            var result = await docker.RunAsync(["container", "inspect", .. ids], cancellationToken).ConfigureAwait(false);
            if (result.Succeeded)
            {
                return Parse(result, "container inspect", () => ContainerReader.Read(result.StandardOutput));
            }

            if (attempt == MostTries || !DockerErrors.IsContainerMissing(result))
            {
                DockerErrors.ThrowIfFailed(result, "container inspect");
            }
        }
    }

    public async Task<IReadOnlyList<ContainerUsage>> UsageAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var result = await docker.RunAsync(["stats", "--no-stream", "--no-trunc", "--format", "{{json .}}", .. ids], cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded && !DockerErrors.IsContainerMissing(result))
        {
            DockerErrors.ThrowIfFailed(result, "stats");
        }

        return Parse(result, "stats", () => ContainerUsageReader.Read(result.StandardOutput.Reveal()));
    }

    public async Task<IReadOnlyDictionary<string, long>> WrittenBytesAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return new Dictionary<string, long>();
        }

        // What is gone meanwhile is named on standard error, and the others are shown all the same.
        var result = await docker.RunAsync(["container", "inspect", "--size", "--format", "{{.Id}} {{.SizeRw}}", .. ids], cancellationToken).ConfigureAwait(false);
        Demand(result, "container inspect");
        return DockerProcess.Lines(result.StandardOutput.Reveal()).Select(line => line.Split(' '))
            .Where(words => words.Length == 2 && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .ToDictionary(words => words[0], words => long.Parse(words[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
    }

    public async Task<CapturedText> LogsAsync(string id, int lines, DateTimeOffset? since, bool withTimes, CancellationToken cancellationToken)
    {
        // Two streams of a process have no common order; docker's own time stamps give it back.
        var arguments = new List<string> { "container", "logs", "--timestamps", "--tail", FormattableString.Invariant($"{lines}") };
        if (since is { } time)
        {
            arguments.AddRange(["--since", FormattableString.Invariant($"{time.ToUniversalTime():yyyy-MM-ddTHH:mm:ss.fffffffZ}")]);
        }

        var result = await docker.RunAsync([.. arguments, id], cancellationToken).ConfigureAwait(false);
        DockerErrors.ThrowIfFailed(result, "container logs");
        return ContainerLogMerge.Merge(result.StandardOutput.Reveal(), result.StandardError.Reveal(), withTimes);
    }

    public Task<ProcessResult> ExecuteAsync(string id, IReadOnlyList<string> command, string? input, TimeSpan timeout, CancellationToken cancellationToken) =>
        docker.RunAsync(
            new ProcessRequest
            {
                FileName = "docker",
                Arguments = ["container", "exec", .. input is null ? Array.Empty<string>() : ["--interactive"], id, .. command],
                StandardInput = input,
                Timeout = timeout,
            },
            cancellationToken);

    public async Task StopAsync(IReadOnlyList<string> ids, TimeSpan? grace, CancellationToken cancellationToken)
    {
        if (ids.Count > 0)
        {
            var wait = grace is { } time ? new[] { "--time", FormattableString.Invariant($"{time.TotalSeconds:0}") } : [];
            var request = new ProcessRequest { FileName = "docker", Arguments = ["container", "stop", .. wait, .. ids], Timeout = DockerProcess.Short + (grace ?? TimeSpan.FromMinutes(5)) };
            Demand(await docker.RunAsync(request, cancellationToken).ConfigureAwait(false), "container stop");
        }
    }

    public async Task StartAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        if (ids.Count > 0)
        {
            await docker.AskAsync(["container", "start", .. ids], "container start", cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task RemoveAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        if (ids.Count > 0)
        {
            Demand(await docker.RunAsync(["container", "rm", "--force", .. ids], cancellationToken).ConfigureAwait(false), "container rm");
        }
    }

    // Something else than docker under its name, or an engine that was cut off in the middle of a word.
    private static T Parse<T>(ProcessResult result, string command, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            throw new DockerCommandFailedException(command, result.ExitCode);
        }
    }

    public Task RenameAsync(string id, string name, CancellationToken cancellationToken) =>
        docker.AskAsync(["container", "rename", id, name], "container rename", cancellationToken);

    private static void Demand(ProcessResult result, string command)
    {
        if (!result.Succeeded && !DockerErrors.IsContainerMissing(result))
        {
            DockerErrors.ThrowIfFailed(result, command);
        }
    }
}

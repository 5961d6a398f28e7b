using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Checks.Host;

/// <summary>What the docker command of this machine answers about itself and its engine. Missing parts are no failure of the fact: checks name them.</summary>
internal sealed record DockerFact : IFact<DockerFact>
{
    internal const string InfoFormat =
        "{{.DockerRootDir}}\n{{.ClientInfo.Context}}\n{{range .ClientInfo.Plugins}}{{if eq .Name \"compose\"}}{{.Version}}{{end}}{{end}}";

    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(20);

    /// <summary>Whether there is a docker command.</summary>
    public bool HasCommand { get; init; }

    /// <summary>The version of the compose plugin as it prints it; <see langword="null"/> when there is no such plugin.</summary>
    public string? ComposeVersion { get; init; }

    /// <summary>Whether the engine answered.</summary>
    public bool EngineAnswers { get; init; }

    /// <summary>The folder where a local engine keeps its data; <see langword="null"/> when the engine is elsewhere or did not answer.</summary>
    public string? LocalDataRoot { get; init; }

    /// <summary>The id of an image by its reference; <see langword="null"/> when the engine has no such image.</summary>
    public Func<string, CancellationToken, Task<string?>> ImageIdAsync { get; init; } = (_, _) => Task.FromResult<string?>(null);

    /// <inheritdoc/>
    public static Task<DockerFact> GatherAsync(CheckContext context, CancellationToken cancellationToken) =>
        GatherAsync(new ProcessRunner(), context.Project.Root, context.ProcessEnvironment, cancellationToken);

    /// <summary>Asks the docker command.</summary>
    public static async Task<DockerFact> GatherAsync(
        IProcessRunner runner, string folder, Func<string, string?> processEnvironment, CancellationToken cancellationToken)
    {
        Task<ProcessResult?> Ask(params string[] arguments) => AskAsync(runner, folder, arguments, cancellationToken);
        try
        {
            // One process answers for the engine, the context and the compose plugin. It prints what the client knows even when no
            // engine answers, with an empty first line and, by its version, exit code 0 or 1.
            var info = await Ask("info", "--format", InfoFormat).ConfigureAwait(false);
            var lines = (info?.StandardOutput.Reveal() ?? "").Split('\n', StringSplitOptions.TrimEntries);

            // A program that is called docker and prints something else is no engine that answers.
            var dataRoot = info is { Succeeded: true } && Line(lines, 0) is { } root && IsFolderName(root) ? root : null;
            var hasDefaultEndpoint = Line(lines, 1) == "default" && string.IsNullOrEmpty(processEnvironment("DOCKER_HOST"));
            var isLocal = dataRoot is not null
                && (hasDefaultEndpoint || IsLocal(FirstLine(await Ask("context", "inspect", "--format", "{{.Endpoints.docker.Host}}").ConfigureAwait(false))));
            return new DockerFact
            {
                HasCommand = true,
                ComposeVersion = Line(lines, 2) ?? FirstLine(await Ask("compose", "version", "--short").ConfigureAwait(false)),
                EngineAnswers = dataRoot is not null,
                LocalDataRoot = isLocal && Directory.Exists(dataRoot) ? dataRoot : null,
                ImageIdAsync = (reference, token) => InspectImageAsync(runner, folder, reference, token),
            };
        }
        catch (ProgramNotFoundException)
        {
            return new DockerFact();
        }
    }

    /// <summary>Says why nothing can be asked of the engine.</summary>
    /// <exception cref="FactUnavailableException">There is no command or no engine.</exception>
    public void DemandEngine()
    {
        if (!HasCommand)
        {
            throw new FactUnavailableException(
                FindingStatus.Skipped, "there is no docker command on this machine", "Install Docker, or run the gate on the machine that deploys.");
        }

        if (!EngineAnswers)
        {
            throw new FactUnavailableException(
                FindingStatus.Skipped,
                "the docker engine does not answer this account",
                "On the machine that deploys: start Docker, and let this account use it (docker info must answer). Elsewhere, choose its context (docker context use).");
        }
    }

    private static async Task<string?> InspectImageAsync(IProcessRunner runner, string folder, string reference, CancellationToken cancellationToken)
    {
        // "--" is not understood here by every version, so a reference that looks like an option is not asked for.
        if (reference.Length == 0 || reference[0] == '-')
        {
            return null;
        }

        var answer = await AskAsync(runner, folder, ["image", "inspect", "--format", "{{.Id}}", reference], cancellationToken).ConfigureAwait(false);
        if (answer is { Succeeded: false } && !answer.StandardError.Reveal().Contains("no such image", StringComparison.OrdinalIgnoreCase))
        {
            throw new FactUnavailableException(FindingStatus.Blocked, "the docker engine gave no answer about an image", "Run 'docker image ls' and mend what it complains about.");
        }

        return FirstLine(answer);
    }

    private static async Task<ProcessResult?> AskAsync(IProcessRunner runner, string folder, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await runner.RunAsync(
                new ProcessRequest { FileName = "docker", Arguments = arguments, WorkingDirectory = folder, Timeout = LongestAnswer },
                cancellationToken).ConfigureAwait(false);
        }
        catch (ProcessTimeoutException)
        {
            // An engine that hangs is an engine that does not answer.
            return null;
        }
    }

    private static string? FirstLine(ProcessResult? result) =>
        result is { Succeeded: true } && result.StandardOutput.Reveal().Split('\n')[0].Trim() is { Length: > 0 } line ? line : null;

    private static string? Line(string[] lines, int number) => number < lines.Length && lines[number].Length > 0 ? lines[number] : null;

    private static bool IsFolderName(string text) => text[0] is '/' or '\\' || (text.Length > 2 && char.IsAsciiLetter(text[0]) && text[1] == ':' && text[2] is '/' or '\\');

    private static bool IsLocal(string? endpoint) =>
        endpoint is not null && (endpoint.StartsWith("unix://", StringComparison.Ordinal) || endpoint.StartsWith("npipe://", StringComparison.Ordinal));
}

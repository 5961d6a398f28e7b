using System.Globalization;
using System.Text.Json;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Compose.DockerCli;

/// <summary>Runs the docker command of this machine.</summary>
public sealed class DockerCommand(IProcessRunner processes) : IDockerCommand
{
    private const string Docker = "docker";
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(30);

    /// <inheritdoc/>
    public async Task<string> ComposeVersionAsync(CancellationToken cancellationToken)
    {
        var result = await RunAsync(["compose", "version", "--short"], cancellationToken).ConfigureAwait(false);
        return result.Succeeded ? result.StandardOutput.Reveal().Trim() : throw new ComposePluginMissingException();
    }

    /// <inheritdoc/>
    public async Task<ComposeConfigAnswer> ConfigAsync(ComposeConfigRequest request, CancellationToken cancellationToken)
    {
        var arguments = new List<string> { "compose" };
        arguments.AddRange(request.Files.SelectMany(file => new[] { "-f", file }));
        arguments.AddRange(request.EnvFiles.SelectMany(file => new[] { "--env-file", file }));
        arguments.AddRange(request.Profiles.SelectMany(profile => new[] { "--profile", profile }));
        arguments.Add("config");
        arguments.AddRange(request.WantsOutput ? ["--format", "json"] : ["--quiet"]);
        var result = await RunAsync(
            new ProcessRequest
            {
                FileName = Docker,
                Arguments = arguments,
                WorkingDirectory = request.Folder,
                Environment = request.Environment,
                Timeout = request.Timeout,
            },
            cancellationToken).ConfigureAwait(false);
        return !result.Succeeded && DockerErrors.IsPluginMissing(result)
            ? throw new ComposePluginMissingException()
            : new ComposeConfigAnswer(result.Succeeded, result.StandardOutput, result.StandardError);
    }

    /// <inheritdoc/>
    public async Task<DockerInfo> InfoAsync(CancellationToken cancellationToken)
    {
        var result = await RunAsync(["info", "--format", "{{json .}}"], cancellationToken).ConfigureAwait(false);
        DockerErrors.ThrowIfUnreachable(result);
        using var document = Parse(result, "info");
        var info = document.RootElement;

        // Some versions end with 0 although no engine answered, and say so only in the answer.
        return info.TryGetProperty("ServerErrors", out var errors) && errors.ValueKind == JsonValueKind.Array && errors.GetArrayLength() > 0
            ? throw new DockerDaemonUnreachableException(isRefused: false)
            : new DockerInfo(Text(info, "ServerVersion"), Text(info, "DockerRootDir"), Text(info, "OperatingSystem"));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ImageNamesAsync(string? repository, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> filter = repository is null ? [] : [Operand(repository)];
        var result = await RunAsync(["image", "ls", "--format", "{{.Repository}}:{{.Tag}}", .. filter], cancellationToken).ConfigureAwait(false);
        DockerErrors.ThrowIfFailed(result, "image ls");
        return
        [
            .. result.StandardOutput.Reveal().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(name => !name.Contains("<none>", StringComparison.Ordinal)),
        ];
    }

    /// <inheritdoc/>
    public async Task<DockerImage?> InspectImageAsync(string image, CancellationToken cancellationToken)
    {
        var result = await RunAsync(["image", "inspect", "--format", "{{json .}}", Operand(image)], cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded && DockerErrors.IsImageMissing(result))
        {
            return null;
        }

        DockerErrors.ThrowIfFailed(result, "image inspect");
        using var document = Parse(result, "image inspect");
        var found = document.RootElement;
        var names = found.TryGetProperty("RepoTags", out var tags) && tags.ValueKind == JsonValueKind.Array ? tags.EnumerateArray().Select(tag => tag.GetString() ?? "") : [];
        var created = DateTimeOffset.TryParse(Text(found, "Created"), CultureInfo.InvariantCulture, out var time) ? time : (DateTimeOffset?)null;
        return new DockerImage(Text(found, "Id"), [.. names], found.TryGetProperty("Size", out var size) ? size.GetInt64() : 0, created);
    }

    /// <inheritdoc/>
    public async Task SaveImageAsync(string image, Func<Stream, CancellationToken, Task> read, CancellationToken cancellationToken)
    {
        var request = new ProcessRequest { FileName = Docker, Arguments = ["image", "save", Operand(image)], Timeout = Long };
        try
        {
            var result = await processes.RunStreamingAsync(request, read, cancellationToken).ConfigureAwait(false);
            DockerErrors.ThrowIfFailed(result, "image save");
        }
        catch (ProgramNotFoundException missing)
        {
            throw new DockerNotFoundException(missing);
        }
    }

    private Task<ProcessResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(new ProcessRequest { FileName = Docker, Arguments = arguments, Timeout = Short }, cancellationToken);

    private async Task<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await processes.RunAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ProgramNotFoundException missing)
        {
            throw new DockerNotFoundException(missing);
        }
    }

    /// <summary>A name that cannot be taken for an option.</summary>
    private static string Operand(string name) => name.StartsWith('-') ? throw new ArgumentException("The name of an image does not start with '-'.", nameof(name)) : name;

    private static JsonDocument Parse(ProcessResult result, string command)
    {
        try
        {
            return JsonDocument.Parse(result.StandardOutput.Reveal());
        }
        catch (JsonException)
        {
            throw new DockerCommandFailedException(command, result.ExitCode);
        }
    }

    private static string Text(JsonElement element, string property) => element.TryGetProperty(property, out var value) ? value.ToString() : "";
}

using DeployOps.Engine.Compose.DockerCli;
using DeployOps.Engine.Compose.Model;
using DeployOps.Engine.Compose.Model.Yaml;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Project;
using DeployOps.Engine.Redaction;

namespace DeployOps.Engine.Compose.Configuration;

/// <summary>
/// Shows the resolved compose file with its secrets masked (row RB4): by <c>docker compose config</c>, or by the embedded reading
/// where there is no docker. Nothing is written to disk.
/// </summary>
public sealed class GetComposeConfig(DeployProject project, GetComposeConfigOptions options)
{
    private const string EmbeddedNote =
        "Resolved without docker: variables, merges, extends and includes are applied; short forms stay as written and env_file is not read in.";

    /// <summary>The docker command; replaced in tests.</summary>
    public IDockerCommand Docker { get; init; } = new DockerCommand(new ProcessRunner());

    /// <summary>The process environment; replaced in tests.</summary>
    public Func<string, string?> ProcessEnvironment { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Resolves and masks.</summary>
    /// <exception cref="ComposeConfigRefusedException">Compose refuses the files.</exception>
    /// <exception cref="DeployOpsException">The files cannot be read, or docker did not end in time.</exception>
    public async Task<MaskedComposeConfig> RunAsync(CancellationToken cancellationToken)
    {
        var inputs = ComposeInputs.Of(project, ProcessEnvironment, options.Tag);
        var model = ReadModel(inputs);
        var resolved = options.WithoutDocker ? null : await ResolveAsync(inputs, model.Model, cancellationToken).ConfigureAwait(false);
        var root = resolved ?? model.Model?.Root ?? throw model.Failure!;

        var masker = new ComposeMasker(Redactor.Create([.. inputs.Secrets(model.Model), .. ComposeSecrets.UnderNames(root)]));
        var masked = masker.Mask(root);

        // The last door: what no rule of the masker knew by its place is still known by its text.
        var text = masker.Redact(options.Format == ComposeConfigFormat.Json ? ComposeNodeWriter.Json(masked) : ComposeNodeWriter.Yaml(masked));
        return new MaskedComposeConfig(
            text, options.Format, resolved is null ? ComposeConfigOrigin.EmbeddedModel : ComposeConfigOrigin.Docker, resolved is null ? EmbeddedNote : "", masker.Masked);
    }

    private static (ComposeModel? Model, DeployOpsException? Failure) ReadModel(ComposeInputs inputs)
    {
        try
        {
            return (inputs.ReadModel(), null);
        }
        catch (ComposeFormatException failure)
        {
            return (null, failure);
        }
    }

    private async Task<ComposeMapping?> ResolveAsync(ComposeInputs inputs, ComposeModel? model, CancellationToken cancellationToken)
    {
        ComposeConfigAnswer answer;
        try
        {
            answer = await Docker.ConfigAsync(inputs.ConfigRequest(wantsOutput: true), cancellationToken).ConfigureAwait(false);
        }
        catch (DeployOpsException missing) when (missing is DockerNotFoundException or ComposePluginMissingException)
        {
            return null;
        }

        if (!answer.IsValid)
        {
            throw new ComposeConfigRefusedException(ComposeConfigFailure.Read(answer.Messages, model, [.. inputs.Files, .. inputs.EnvFiles.Files.Select(file => file.Path)]));
        }

        return ComposeJsonReader.Read(answer.Output.Reveal(), new ComposeFile(inputs.Files[0], project.Root));
    }
}

using DeployOps.Engine.Compose.DockerCli;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Checks.Compose.Facts;

/// <summary>What <c>docker compose config</c> says about the files.</summary>
/// <param name="IsValid">Whether it accepts them.</param>
/// <param name="Failure">Why not.</param>
public sealed record ComposeConfigFact(bool IsValid, ComposeConfigFailure? Failure) : IFact<ComposeConfigFact>
{
    /// <inheritdoc/>
    public static Task<ComposeConfigFact> GatherAsync(CheckContext context, CancellationToken cancellationToken) =>
        GatherAsync(context, new DockerCommand(new ProcessRunner()), cancellationToken);

    /// <summary>Asks through a given docker command.</summary>
    public static async Task<ComposeConfigFact> GatherAsync(CheckContext context, IDockerCommand docker, CancellationToken cancellationToken)
    {
        var given = await context.FactAsync<ComposeInputsFact>(cancellationToken).ConfigureAwait(false);
        var inputs = given.Inputs ?? throw new FactUnavailableException(
            FindingStatus.Blocked, "not asked, because an environment file cannot be read", given.Failure!.RecommendedAction);
        if (inputs.MissingEnvFiles.Count > 0)
        {
            throw new FactUnavailableException(FindingStatus.Blocked, "not asked, because an environment file does not exist", "Create it from its sample, then run again.")
            {
                File = context.Project.RelativePath(inputs.MissingEnvFiles[0]),
            };
        }

        try
        {
            var answer = await docker.ConfigAsync(inputs.ConfigRequest(wantsOutput: false), cancellationToken).ConfigureAwait(false);
            if (answer.IsValid)
            {
                return new ComposeConfigFact(IsValid: true, Failure: null);
            }

            // Only a refusal needs the embedded reading, for the line.
            var reading = await context.FactAsync<ComposeReadingFact>(cancellationToken).ConfigureAwait(false);
            string[] files = [.. inputs.Files, .. inputs.EnvFiles.Files.Select(file => file.Path)];
            return new ComposeConfigFact(IsValid: false, ComposeConfigFailure.Read(answer.Messages, reading.Model, files));
        }
        catch (DeployOpsException missing) when (missing is DockerNotFoundException or ComposePluginMissingException)
        {
            throw new FactUnavailableException(FindingStatus.Skipped, $"docker could not be asked: {missing.Message}", missing.RecommendedAction, missing);
        }
    }
}

using DeployOps.Engine.Compose;

namespace DeployOps.Engine.Checks.Compose.Facts;

/// <summary>
/// What compose is given: compose files, environment files, profiles, the release tag. It is there before any compose file is
/// parsed, so that docker can be asked while the embedded reading is still at work.
/// </summary>
/// <param name="Inputs">What it is given; <see langword="null"/> when an environment file cannot be read.</param>
/// <param name="Failure">Why there is none.</param>
public sealed record ComposeInputsFact(ComposeInputs? Inputs, DeployOpsException? Failure) : IFact<ComposeInputsFact>
{
    /// <inheritdoc/>
    public static Task<ComposeInputsFact> GatherAsync(CheckContext context, CancellationToken cancellationToken)
    {
        if (context.Project.Compose.Files.Count == 0)
        {
            throw new FactUnavailableException(
                FindingStatus.NotApplicable, "the project has no compose file", "Name it in 'compose.files' of deployops.yml when there is one.");
        }

        try
        {
            return Task.FromResult(new ComposeInputsFact(ComposeInputs.Of(context.Project, context.ProcessEnvironment, context.Tag), Failure: null));
        }
        catch (DeployOpsException failure)
        {
            return Task.FromResult(new ComposeInputsFact(Inputs: null, failure));
        }
    }
}

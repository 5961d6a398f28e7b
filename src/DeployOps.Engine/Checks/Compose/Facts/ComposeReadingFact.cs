using DeployOps.Engine.Compose;
using DeployOps.Engine.Compose.Model;

namespace DeployOps.Engine.Checks.Compose.Facts;

/// <summary>
/// The compose files as the embedded reading has them, or why it has not. The check that names the reason rests on this; all
/// others rest on <see cref="ComposeFact"/>.
/// </summary>
public sealed class ComposeReadingFact : IFact<ComposeReadingFact>
{
    private ComposeReadingFact(ComposeInputs? inputs, ComposeModel? model, DeployOpsException? failure)
    {
        Inputs = inputs;
        Model = model;
        Failure = failure;
    }

    /// <summary>What compose is given; <see langword="null"/> when an environment file cannot be read.</summary>
    public ComposeInputs? Inputs { get; }

    /// <summary>The files as one; <see langword="null"/> when they cannot be read as one project.</summary>
    public ComposeModel? Model { get; }

    /// <summary>Why there is no model.</summary>
    public DeployOpsException? Failure { get; }

    /// <inheritdoc/>
    public static Task<ComposeReadingFact> GatherAsync(CheckContext context, CancellationToken cancellationToken)
    {
        if (context.Project.Compose.Files.Count == 0)
        {
            throw new FactUnavailableException(
                FindingStatus.NotApplicable, "the project has no compose file", "Name it in 'compose.files' of deployops.yml when there is one.");
        }

        ComposeInputs? inputs = null;
        try
        {
            inputs = ComposeInputs.Of(context.Project, context.ProcessEnvironment, context.Tag);
            return Task.FromResult(new ComposeReadingFact(inputs, inputs.ReadModel(), failure: null));
        }
        catch (DeployOpsException failure)
        {
            return Task.FromResult(new ComposeReadingFact(inputs, model: null, failure));
        }
    }
}

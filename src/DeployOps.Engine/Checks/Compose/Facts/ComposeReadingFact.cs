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
    public static async Task<ComposeReadingFact> GatherAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var given = await context.FactAsync<ComposeInputsFact>(cancellationToken).ConfigureAwait(false);
        if (given.Inputs is not { } inputs)
        {
            return new ComposeReadingFact(inputs: null, model: null, given.Failure);
        }

        try
        {
            return new ComposeReadingFact(inputs, inputs.ReadModel(), failure: null);
        }
        catch (DeployOpsException failure)
        {
            return new ComposeReadingFact(inputs, model: null, failure);
        }
    }
}

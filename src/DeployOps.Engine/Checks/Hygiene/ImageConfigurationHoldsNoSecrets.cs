using System.Runtime.CompilerServices;
using DeployOps.Engine.EnvFiles;

namespace DeployOps.Engine.Checks.Hygiene;

/// <summary>Neither the variables nor the build history of a built image hold a secret.</summary>
public sealed class ImageConfigurationHoldsNoSecrets : HygieneCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "HYG023",
        "The configuration of built images holds no secret",
        CheckFamily.Hygiene,
        Severity.P0,
        "PA10",
        "OCI image specification, config.md; seeds/000, 2-1")
    {
        Optional = true,
    };

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var images = await context.FactAsync<ImageScanFact>(cancellationToken).ConfigureAwait(false);
        foreach (var (image, report) in images.Looked)
        {
            foreach (var variable in report.Variables.Where(variable => !variable.IsPlaceholder && (variable.Kind is not null || SecretKeyNames.IsSecret(variable.Name)) && !images.Allowed.Accepts(variable.Name, Descriptor.Id)))
            {
                yield return variable.IsArgument
                    ? Fail(image, $"its history shows the value of the build argument {variable.Name}", "Give it as a build secret (RUN --mount=type=secret), build again, and withdraw the value.")
                    : Fail(image, $"it brings a value for {variable.Name} in every container", "Leave ENV out of the Dockerfile; the value comes from the environment file at start.");
            }
        }

        if (images.NotBuilt.Count > 0)
        {
            yield return NotApplicable("not on this machine yet; an image is looked at once it is built", string.Join(", ", images.NotBuilt));
        }
    }
}

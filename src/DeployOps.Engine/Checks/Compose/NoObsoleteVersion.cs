using DeployOps.Engine.Checks.Compose.Facts;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Finds the key <c>version</c>, which compose ignores.</summary>
/// <remarks>Source: compose specification, 04-version-and-name: version is obsolete.</remarks>
public sealed class NoObsoleteVersion : ComposeCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM007", "The obsolete key version is not used", CheckFamily.Compose, Severity.P2, "", "compose specification, 04-version-and-name: version is obsolete");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeFact compose)
    {
        if (compose.Model.Root.Entry("version") is { } version)
        {
            yield return Warn(compose, "version", version.KeySource, "compose ignores this key", "Remove the line.");
        }
    }
}

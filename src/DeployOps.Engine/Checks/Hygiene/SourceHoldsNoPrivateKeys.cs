using System.Runtime.CompilerServices;
using DeployOps.Engine.Repository.Scanning;

namespace DeployOps.Engine.Checks.Hygiene;

/// <summary>No tracked file holds the text of a private key.</summary>
public sealed class SourceHoldsNoPrivateKeys : HygieneCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "HYG007",
        "No tracked file holds the text of a private key",
        CheckFamily.Hygiene,
        Severity.P0,
        "PA9",
        "seeds/000, 1-5; RFC 7468");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var scan = await context.FactAsync<SourceScanFact>(cancellationToken).ConfigureAwait(false);
        foreach (var finding in Limited(scan.Of(SourceRuleGroup.PrivateKey, Descriptor.Id).Select(hit => Fail(
            hit.Rule, $"{hit.Kind} stands here", SecretFix(hit.Rule, hit.Fingerprint), hit.File, hit.Line))))
        {
            yield return finding;
        }
    }
}

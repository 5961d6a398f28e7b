using System.Runtime.CompilerServices;
using DeployOps.Engine.Repository.Scanning;

namespace DeployOps.Engine.Checks.Hygiene;

/// <summary>No tracked file holds a token of a well-known format, nor a URL with a password.</summary>
public sealed class SourceHoldsNoTokens : HygieneCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "HYG006",
        "No tracked file holds a token or a password in a URL",
        CheckFamily.Hygiene,
        Severity.P0,
        "PA9 PA10",
        "seeds/000, 1-5 and 2-1; the formats are those that the issuers document");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var scan = await context.FactAsync<SourceScanFact>(cancellationToken).ConfigureAwait(false);
        foreach (var finding in Limited(scan.Of(SourceRuleGroup.Token, Descriptor.Id).Select(hit => Fail(
            hit.Rule, $"{hit.Kind} stands here", SecretFix(hit.Rule, hit.Fingerprint), hit.File, hit.Line))))
        {
            yield return finding;
        }
    }
}

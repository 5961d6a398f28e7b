using System.Runtime.CompilerServices;
using DeployOps.Engine.Repository.Scanning;

namespace DeployOps.Engine.Checks.Hygiene;

/// <summary>No tracked file gives a value that looks generated to a name that looks secret.</summary>
public sealed class SourceAssignsNoSecrets : HygieneCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "HYG008",
        "No secret name is given a generated value in a tracked file",
        CheckFamily.Hygiene,
        Severity.P1,
        "PA10",
        "seeds/000, 2-1 and C7: no hard-coded secrets");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var scan = await context.FactAsync<SourceScanFact>(cancellationToken).ConfigureAwait(false);
        foreach (var finding in Limited(scan.Of(SourceRuleGroup.Assignment, Descriptor.Id).Select(hit => Fail(
            hit.Rule, $"{hit.Kind} stands here", SecretFix(hit.Rule, hit.Fingerprint), hit.File, hit.Line))))
        {
            yield return finding;
        }
    }
}

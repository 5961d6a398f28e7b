using System.Runtime.CompilerServices;
using DeployOps.Engine.Repository.Scanning;

namespace DeployOps.Engine.Checks.Hygiene;

/// <summary>An accepted finding that is not there any longer is taken off the list, before it hides another one.</summary>
public sealed class ExceptionsAreStillNeeded : HygieneCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "HYG014",
        "Every entry of hygiene.allow still accepts something",
        CheckFamily.Hygiene,
        Severity.P2,
        "PA9",
        "ARCHITECTURE: a failure names itself");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var scan = await context.FactAsync<SourceScanFact>(cancellationToken).ConfigureAwait(false);
        if (context.Project.Hygiene.Allow.Count == 0)
        {
            yield return NotApplicable("nothing is accepted");
            yield break;
        }

        // The other checks may not have asked yet; an entry that is only for images or build contexts is not judged here.
        foreach (var hit in scan.Report.Hits)
        {
            scan.Allowed.Accepts(hit.File, CheckOf(hit.Group), hit.Rule, hit.Fingerprint);
        }

        var file = context.Project.ConfigurationFile is { } path ? context.Project.RelativePath(path) : null;
        foreach (var entry in scan.Allowed.Unused.Where(entry => !Elsewhere.Contains(entry.Rule, StringComparer.OrdinalIgnoreCase)))
        {
            yield return Warn(entry.Path, $"nothing of rule {entry.Rule} is found there", "Remove the entry.", file, entry.Line);
        }
    }

    private static readonly string[] Elsewhere = ["HYG009", "HYG010", "HYG011", "HYG013", "HYG020", "HYG021", "HYG022", "HYG023", "HYG024"];

    private static string CheckOf(SourceRuleGroup group) => group switch
    {
        SourceRuleGroup.Token => "HYG006",
        SourceRuleGroup.PrivateKey => "HYG007",
        SourceRuleGroup.Assignment => "HYG008",
        _ => "HYG012",
    };
}

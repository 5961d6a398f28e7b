using System.Runtime.CompilerServices;
using DeployOps.Engine.Repository.Scanning;

namespace DeployOps.Engine.Checks.Hygiene;

/// <summary>No private key or key store is tracked, by name or by content.</summary>
public sealed class NoKeyFileIsTracked : HygieneCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "HYG010",
        "No private key or key store is tracked",
        CheckFamily.Hygiene,
        Severity.P0,
        "PA9",
        "seeds/000, 1-5; RFC 7292");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var scan = await context.FactAsync<SourceScanFact>(cancellationToken).ConfigureAwait(false);

        // What holds a key as text is named by HYG007, with its line.
        var asText = scan.Report.Hits.Where(hit => hit.Group == SourceRuleGroup.PrivateKey).Select(hit => hit.File).ToHashSet(StringComparer.Ordinal);
        foreach (var finding in Limited(scan.Source.Files.Names()
            .Where(ShippedFiles.IsKeyFile)
            .Union(scan.Report.KeyStores)
            .Where(path => !asText.Contains(path) && !scan.Allowed.Accepts(path, Descriptor.Id))
            .Select(path => Fail(path, "this is a private key or a key store", "Take it out of git (git rm --cached), ignore it, and replace the key: it stays in the history.", path))))
        {
            yield return finding;
        }
    }
}

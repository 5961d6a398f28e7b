using System.Runtime.CompilerServices;
using DeployOps.Engine.Repository.Scanning;

namespace DeployOps.Engine.Checks.Hygiene;

/// <summary>A file that could not be looked at is named: nobody may take it for clean.</summary>
public sealed class EveryFileWasLookedAt : HygieneCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "HYG013",
        "Every source file was looked at",
        CheckFamily.Hygiene,
        Severity.P2,
        "PA9",
        "ARCHITECTURE: success is judged by looking at the result");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var scan = await context.FactAsync<SourceScanFact>(cancellationToken).ConfigureAwait(false);
        foreach (var finding in Limited(scan.Report.Unread
            .Where(file => !scan.Allowed.Accepts(file.File, Descriptor.Id))
            .Select(file => file.Reason switch
            {
                UnreadReason.TooLarge => Warn(file.File, $"larger than {context.Project.Hygiene.LargestFile} MiB, so that nothing was looked for in it", "Raise hygiene.largest-file, or accept it with a reason (hygiene.allow).", file.File),
                UnreadReason.Gone => Warn(file.File, "git lists it and it is not there, so that nothing was looked for in it", "Restore it, or commit its removal.", file.File),
                _ => Warn(file.File, "this account may not read it, so that nothing was looked for in it", "Make it readable for the account that runs the gate.", file.File),
            })))
        {
            yield return finding;
        }
    }
}

using System.Runtime.CompilerServices;

namespace DeployOps.Engine.Checks.Release;

/// <summary>The tag that was named for this release is the one that compose would use by itself.</summary>
public sealed class NamedTagIsTheOneComposeUses : Check
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "REL003", "The named tag and the tag variable agree", CheckFamily.Release, Severity.P1, "RB6", "facts/docker-compose.md: the process environment overrides the file");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var tag = await context.FactAsync<DecidedTagFact>(cancellationToken).ConfigureAwait(false);
        var variable = context.Project.Tag.Variable;
        if (context.Tag is null)
        {
            yield return NotApplicable("no tag was named, so the variable alone decides");
        }
        else if (!string.IsNullOrEmpty(tag.ComposeText) && !string.Equals(tag.ComposeText, context.Tag, StringComparison.Ordinal))
        {
            yield return Warn(
                variable,
                $"{tag.VariableFile ?? "the process environment"} sets another tag than the one named for this release; whoever runs docker compose by hand gets the other one",
                $"Set {variable} to the tag of this release.",
                tag.VariableFile,
                tag.VariableLine);
        }
    }
}

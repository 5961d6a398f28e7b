using System.Runtime.CompilerServices;

namespace DeployOps.Engine.Checks.Release;

/// <summary>The tag is decided before the deploy.</summary>
public sealed class TagIsDecided : Check
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "REL001", "The tag is decided before the deploy", CheckFamily.Release, Severity.P0, "RB6", "seeds/003, 4.2 of the runbook and 6");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var tag = await context.FactAsync<DecidedTagFact>(cancellationToken).ConfigureAwait(false);
        var variable = context.Project.Tag.Variable;
        if (string.IsNullOrWhiteSpace(tag.Text))
        {
            yield return Fail(
                variable,
                tag.File is null ? $"{variable} is set neither in an environment file nor in the process environment, and no tag was named" : $"{variable} is empty",
                $"Set {variable} in the environment file, or name the tag (-Tag, --tag): a date such as 2026.01.14 or a git short hash.",
                tag.File,
                tag.Line);
        }
    }
}

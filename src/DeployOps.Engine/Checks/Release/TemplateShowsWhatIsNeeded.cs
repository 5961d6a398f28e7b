using System.Runtime.CompilerServices;
using DeployOps.Engine.Checks.Release.Log;

namespace DeployOps.Engine.Checks.Release;

/// <summary>The template has a place for tag, time, result and logs, and for all of the Minimum Failure Record.</summary>
public sealed class TemplateShowsWhatIsNeeded : Check
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "REL010", "The release log template holds what a record needs", CheckFamily.Release, Severity.P1, "RB11 RB12", "seeds/003, 4.5 and 6.5 of the runbook");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var template = Template(context);
        foreach (var (names, what) in new[] { (ReleaseLogPlaceholders.Essential, "each record"), (ReleaseLogPlaceholders.Failure, "the Minimum Failure Record") })
        {
            var missing = names.Where(name => !template.Uses(name)).ToList();
            if (missing.Count > 0)
            {
                yield return Fail(
                    template.File,
                    $"no place for what {what} needs: {string.Join(", ", missing)}",
                    $"Add {string.Join(", ", missing.Select(name => $"{{{{{name}}}}}"))} to the template.",
                    template.File);
            }
        }
    }

    private static ReleaseLogTemplate Template(CheckContext context)
    {
        try
        {
            return ReleaseLogTemplate.Of(context.Project);
        }
        catch (DeployOpsException failure) when (failure is ReleaseLogTemplateException or ReleaseLogTemplateMissingException)
        {
            throw new FactUnavailableException(
                FindingStatus.Blocked, "not looked at, because the template cannot be used (REL009)", "Mend what REL009 names, then run again.", failure);
        }
    }
}

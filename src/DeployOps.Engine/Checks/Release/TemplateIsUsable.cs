using System.Runtime.CompilerServices;
using DeployOps.Engine.Checks.Release.Log;

namespace DeployOps.Engine.Checks.Release;

/// <summary>The template of the release log can be filled in.</summary>
public sealed class TemplateIsUsable : Check
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "REL009", "The release log template can be used", CheckFamily.Release, Severity.P0, "RB11", "seeds/003, 4.5");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        if (Look(context) is { } problem)
        {
            yield return problem;
        }
    }

    private Finding? Look(CheckContext context)
    {
        try
        {
            _ = ReleaseLogTemplate.Of(context.Project);
            return null;
        }
        catch (ReleaseLogTemplateException failure)
        {
            return Fail(failure.File, failure.Reason, failure.RecommendedAction, failure.File, failure.Line);
        }
        catch (ReleaseLogTemplateMissingException failure)
        {
            return Fail(failure.File, "the template is named in deployops.yml and is not there", failure.RecommendedAction, failure.File);
        }
    }
}

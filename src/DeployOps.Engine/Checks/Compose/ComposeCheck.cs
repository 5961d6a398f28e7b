using System.Runtime.CompilerServices;
using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Services;
using DeployOps.Engine.Compose.Model.Yaml;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>A check that looks at the compose files through the embedded reading, and so needs no docker.</summary>
public abstract class ComposeCheck : Check
{
    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var compose = await context.FactAsync<ComposeFact>(cancellationToken).ConfigureAwait(false);
        foreach (var finding in Look(compose))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return finding;
        }
    }

    /// <summary>Looks, and yields what is not as it should be.</summary>
    protected abstract IEnumerable<Finding> Look(ComposeFact compose);

    /// <summary>Not as it should be, at a place.</summary>
    protected Finding Fail(ComposeFact compose, string subject, SourceLine place, string message, string fix)
    {
        ArgumentNullException.ThrowIfNull(compose);
        return Fail(subject, message, fix, compose.FileOf(place), place.Line);
    }

    /// <summary>Doubtful, at a place.</summary>
    protected Finding Warn(ComposeFact compose, string subject, SourceLine place, string message, string fix)
    {
        ArgumentNullException.ThrowIfNull(compose);
        return Warn(subject, message, fix, compose.FileOf(place), place.Line);
    }
}

/// <summary>
/// A check that looks at each service that is released. Services of profiles that are switched off are passed over: they do not
/// run. Secrets and structure are looked at in the whole file by other checks.
/// </summary>
public abstract class ComposeServiceCheck : ComposeCheck
{
    /// <inheritdoc/>
    protected sealed override IEnumerable<Finding> Look(ComposeFact compose) => compose.Model.ActiveServices.SelectMany(service => Look(service, compose));

    /// <summary>Looks at one service.</summary>
    protected abstract IEnumerable<Finding> Look(ComposeService service, ComposeFact compose);
}

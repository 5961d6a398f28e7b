using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Finds <c>seccomp</c>, <c>apparmor</c> and <c>label</c> set to <c>unconfined</c> or <c>disable</c>.</summary>
/// <remarks>Source: CIS Docker Benchmark 1.5.0, 5.1, 5.2 and 5.21.</remarks>
public sealed class SecurityProfilesAreOn : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM045", "No service switches its security profiles off", CheckFamily.Compose, Severity.P1, "KP1", "CIS Docker Benchmark 1.5.0, 5.1, 5.2 and 5.21");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        foreach (var option in service.SecurityOptions)
        {
            var parts = option.Text.Split('=', ':');
            if (parts is [_, "unconfined" or "disable" or "disabled", ..])
            {
                yield return Fail(compose, service.Name, option.Source, "a security profile of the engine is switched off", "Remove the option, or name a profile of your own.");
            }
        }
    }
}

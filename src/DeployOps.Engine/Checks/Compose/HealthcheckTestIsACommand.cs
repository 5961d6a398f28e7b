using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>A list has to start with <c>CMD</c>, <c>CMD-SHELL</c> or <c>NONE</c>, and has to say something.</summary>
/// <remarks>Source: compose specification, 05-services: healthcheck.test.</remarks>
public sealed class HealthcheckTestIsACommand : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM025", "Every healthcheck test is a command", CheckFamily.Compose, Severity.P0, "RB4", "compose specification, 05-services: healthcheck.test");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        if (service.Healthcheck is not { IsShellText: false, Test.Count: > 0 } healthcheck)
        {
            yield break;
        }

        if (healthcheck.Test[0].Text is not ("CMD" or "CMD-SHELL" or "NONE"))
        {
            yield return Fail(compose, service.Name, healthcheck.Test[0].Source, "the test has to start with CMD, CMD-SHELL or NONE", "Write [\"CMD\", …] or [\"CMD-SHELL\", \"…\"].");
        }
        else if (healthcheck.Test[0].Text != "NONE" && healthcheck.Test.Count == 1)
        {
            yield return Fail(compose, service.Name, healthcheck.Test[0].Source, "the test names no command", "Write the command behind it.");
        }
    }
}

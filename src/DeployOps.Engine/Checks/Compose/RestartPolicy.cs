using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Checks.Compose.Policies;
using DeployOps.Engine.Compose.Model.Services;
using DeployOps.Engine.Compose.Model.Yaml;

namespace DeployOps.Engine.Checks.Compose;

/// <summary><c>unless-stopped</c> brings a service back after a crash and a reboot, and leaves alone what an admin stopped. <c>always</c> does not do the last, so it is doubtful; a one-shot must not be restarted for ever.</summary>
/// <remarks>Source: seed 003, 2.1; Docker documentation, Start containers automatically; CIS Docker Benchmark 1.5.0, 5.14.</remarks>
public sealed class RestartPolicy : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM020", "Every service that keeps running is restarted", CheckFamily.Compose, Severity.P1, "RB5", "seed 003, 2.1; Docker documentation, Start containers automatically; CIS Docker Benchmark 1.5.0, 5.14");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        var (policy, place) = PolicyOf(service);
        var accepted = compose.Project.Compose.Restart;
        if (compose.RoleOf(service) == ServiceRole.OneShot)
        {
            if (policy is "always" or "unless-stopped")
            {
                yield return Fail(compose, service.Name, place, $"the service ends when its work is done, and '{policy}' starts it again for ever", "Write restart: \"no\" or on-failure.");
            }
        }
        else if (policy is "" or "no" && !accepted.Contains("no"))
        {
            yield return Fail(compose, service.Name, place, "nothing restarts the service after a crash or a reboot", $"Write restart: {accepted[0]}; name it in 'compose.one-shot' of deployops.yml when it is meant to end.");
        }
        else if (policy.Length > 0 && !accepted.Contains(policy.Split(':')[0]))
        {
            var known = policy.Split(':')[0] is "always" or "on-failure" or "unless-stopped";
            yield return known
                ? Warn(compose, service.Name, place, $"restart is '{policy.Split(':')[0]}', where {string.Join(" or ", accepted)} is asked", $"Write restart: {accepted[0]}, or accept it in 'compose.restart' of deployops.yml.")
                : Fail(compose, service.Name, place, "the restart policy is none that docker knows", $"Write restart: {accepted[0]}.");
        }
    }

    /// <summary>The policy as compose takes it: <c>restart</c>, or <c>deploy.restart_policy</c> where that is missing.</summary>
    private static (string Policy, SourceLine Place) PolicyOf(ComposeService service)
    {
        if (service.Restart is { } restart)
        {
            return (restart.Text, restart.Source);
        }

        if (service.Node.Mapping("deploy")?.Entry("restart_policy") is { Value: ComposeMapping policy } entry)
        {
            return (policy.Scalar("condition")?.Text switch { "none" => "no", "on-failure" => "on-failure", _ => "always" }, entry.KeySource);
        }

        return ("", service.Source);
    }
}

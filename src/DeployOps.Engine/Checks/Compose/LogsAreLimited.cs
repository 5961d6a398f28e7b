using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>The default driver grows until the disk is full. Whether the engine has a limit of its own cannot be seen from here.</summary>
/// <remarks>Source: Docker documentation, JSON File logging driver (max-size is unlimited by default).</remarks>
public sealed class LogsAreLimited : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM062", "The log of every service is limited", CheckFamily.Compose, Severity.P1, "CH9", "Docker documentation, JSON File logging driver (max-size is unlimited by default)");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        if (service.Logging is not { } logging)
        {
            yield return Fail(compose, service.Name, service.Source, "compose sets no limit to its log; with docker's default driver it grows until the disk is full", "Write logging: { driver: json-file, options: { max-size: 10m, max-file: \"5\" } } or use the driver local.");
        }
        else if (logging.Driver is null or "json-file" && logging.Options?.Scalar("max-size") is null)
        {
            yield return Fail(compose, service.Name, logging.Source, "the log has no max-size and grows until the disk is full", "Write options: { max-size: 10m, max-file: \"5\" }.");
        }
    }
}

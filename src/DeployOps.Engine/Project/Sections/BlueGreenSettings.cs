using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Engine.Project.Sections;

/// <summary>Section <c>release.blue-green</c>: how the proxy is switched between two projects that run side by side.</summary>
public sealed record BlueGreenSettings
{
    /// <summary>
    /// The command that switches the proxy, each argument as one (<c>switch</c>). It gets the variables <c>DEPLOYOPS_COLOR</c>,
    /// <c>DEPLOYOPS_PROJECT</c>, <c>DEPLOYOPS_STACK</c>, <c>DEPLOYOPS_TAG</c>; for each service <c>DEPLOYOPS_CONTAINER_SERVICE</c>, the
    /// container's name, by which containers of the same network reach it, and <c>DEPLOYOPS_CONTAINER_ADDRESS_SERVICE</c>; and for each
    /// service with a published port <c>DEPLOYOPS_ADDRESS_SERVICE</c> as <c>host:port</c>. Several containers are divided by blanks. It
    /// must end with 0, and be fit to be run twice.
    /// </summary>
    public IReadOnlyList<string> Switch { get; init; } = [];

    /// <summary>How long the switch may take (<c>switch-timeout</c>, 60 s).</summary>
    public TimeSpan SwitchTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the old project keeps running after the switch (<c>keep</c>, 30 s).</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromSeconds(30);

    internal static BlueGreenSettings Read(YamlSection section)
    {
        var settings = new BlueGreenSettings
        {
            Switch = section.Texts("switch"),
            SwitchTimeout = section.Duration("switch-timeout", TimeSpan.FromSeconds(60)),
            Keep = section.Duration("keep", TimeSpan.FromSeconds(30)),
        };
        section.End();
        return settings;
    }
}

using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Engine.Project.Sections;

/// <summary>Section <c>release</c>: how a tag goes live.</summary>
public sealed record ReleaseSettings
{
    /// <summary>How long every service together may take to turn healthy (<c>health-timeout</c>, 3 minutes).</summary>
    public TimeSpan HealthTimeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How long everything has to stay as it is after it turned healthy (<c>stability</c>, 10 s).</summary>
    public TimeSpan Stability { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long building, or bringing images from a registry, may take (<c>build-timeout</c>, 30 minutes).</summary>
    public TimeSpan BuildTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long starting the containers may take, those they wait for included (<c>up-timeout</c>, 10 minutes).</summary>
    public TimeSpan UpTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How many earlier releases keep their images and their plan, so that one can go back to them (<c>keep</c>, 3).</summary>
    public int Keep { get; init; } = 3;

    /// <summary>
    /// Whether containers stay whose image and configuration are the same in the new release, although the image has another name there
    /// (<c>keep-unchanged</c>, yes). Services with files of the host in them are always replaced, since those may have changed.
    /// </summary>
    public bool KeepUnchanged { get; init; } = true;

    /// <summary>
    /// Services whose image name has a literal tag that the release replaces, besides those that are built here
    /// (<c>tagged-services</c>).
    /// </summary>
    public IReadOnlyList<string> TaggedServices { get; init; } = [];

    /// <summary>How services are released that differ from <see cref="ReleaseStrategy.Recreate"/> (<c>services</c>).</summary>
    public IReadOnlyList<ReleaseServiceSettings> Services { get; init; } = [];

    /// <summary>How the proxy is switched (<c>blue-green</c>).</summary>
    public BlueGreenSettings BlueGreen { get; init; } = new();

    /// <summary>The migrations, in their order (<c>migrations</c>).</summary>
    public IReadOnlyList<MigrationSettings> Migrations { get; init; } = [];

    /// <summary>How a service is released.</summary>
    public ReleaseServiceSettings Of(string service) =>
        Services.FirstOrDefault(settings => settings.Service == service) ?? new ReleaseServiceSettings { Service = service };

    internal static ReleaseSettings Read(YamlSection section)
    {
        var settings = new ReleaseSettings
        {
            HealthTimeout = section.Duration("health-timeout", TimeSpan.FromMinutes(3)),
            Stability = section.Duration("stability", TimeSpan.FromSeconds(10)),
            BuildTimeout = section.Duration("build-timeout", TimeSpan.FromMinutes(30)),
            UpTimeout = section.Duration("up-timeout", TimeSpan.FromMinutes(10)),
            Keep = section.Number("keep", 3, least: 1, most: 100),
            KeepUnchanged = section.Flag("keep-unchanged", otherwise: true),
            TaggedServices = section.Texts("tagged-services"),
            Services = [.. section.Sections("services").Select(ReleaseServiceSettings.Read)],
            BlueGreen = BlueGreenSettings.Read(section.Section("blue-green")),
            Migrations = [.. section.Sections("migrations").Select(MigrationSettings.Read)],
        };
        if (settings.Services.GroupBy(service => service.Service, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw section.Invalid("services", $"{twice.Key} stands twice");
        }

        section.End();
        return settings;
    }
}

using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Engine.Project.Sections;

/// <summary>Section <c>compose</c>: the files that describe the stack.</summary>
public sealed record ComposeSettings
{
    /// <summary>The compose files in the order they are merged, relative to the root.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>
    /// The profiles that are switched on. Services of the others are not held to the policies, because they are not released.
    /// </summary>
    public IReadOnlyList<string> Profiles { get; init; } = [];

    /// <summary>The restart policies that are accepted for a service that keeps running.</summary>
    public IReadOnlyList<string> Restart { get; init; } = ["unless-stopped"];

    /// <summary>
    /// Services that do their work and end, such as <c>migrate</c>. They need no healthcheck and must not be restarted for ever. A
    /// service that another one waits for with <c>service_completed_successfully</c> is one without being named here.
    /// </summary>
    public IReadOnlyList<string> OneShot { get; init; } = [];

    /// <summary>Services that hold data, besides those whose image or name says so.</summary>
    public IReadOnlyList<string> DatabaseServices { get; init; } = [];

    /// <summary>Services whose ports may be published on every interface, besides those whose image or name says that they are a proxy.</summary>
    public IReadOnlyList<string> PublicServices { get; init; } = [];

    internal static ComposeSettings Read(YamlSection section)
    {
        var settings = new ComposeSettings
        {
            Files = section.Texts("files"),
            Profiles = section.Texts("profiles"),
            Restart = section.Texts("restart") is { Count: > 0 } accepted ? accepted : ["unless-stopped"],
            OneShot = section.Texts("one-shot"),
            DatabaseServices = section.Texts("database-services"),
            PublicServices = section.Texts("public-services"),
        };
        section.End();
        return settings;
    }
}

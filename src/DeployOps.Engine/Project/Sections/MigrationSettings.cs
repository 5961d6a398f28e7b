using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Engine.Project.Sections;

/// <summary>When a migration runs.</summary>
public enum MigrationMoment
{
    /// <summary>Before any container is replaced.</summary>
    Before,

    /// <summary>After the containers are started.</summary>
    After,
}

/// <summary>A migration of the release, in section <c>release.migrations</c>. It runs in a container of its own made like the service's.</summary>
public sealed record MigrationSettings
{
    /// <summary>Its name, as the journal shows it (<c>name</c>).</summary>
    public required string Name { get; init; }

    /// <summary>The compose service whose new image it runs in (<c>service</c>).</summary>
    public required string Service { get; init; }

    /// <summary>The command, each argument as one (<c>command</c>); never a secret.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>When it runs (<c>run</c>: before or after).</summary>
    public MigrationMoment Run { get; init; }

    /// <summary>
    /// Whether the release before it runs on the data as they are afterwards (<c>reversible</c>). When not, a release that ran it is not
    /// rolled back automatically.
    /// </summary>
    public bool IsReversible { get; init; }

    /// <summary>How long it may take (<c>timeout</c>, 10 minutes).</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    internal static MigrationSettings Read(YamlSection section)
    {
        var settings = new MigrationSettings
        {
            Name = section.RequiredText("name"),
            Service = section.RequiredText("service"),
            Command = section.Texts("command"),
            Run = section.Choice("run", MigrationMoment.Before),
            IsReversible = section.Flag("reversible", otherwise: false),
            Timeout = section.Duration("timeout", TimeSpan.FromMinutes(10)),
        };
        if (settings.Command.Count == 0)
        {
            throw section.Invalid("command", "needs at least one word");
        }

        section.End();
        return settings;
    }
}

using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Engine.Project.Sections;

/// <summary>Section <c>backup.redis</c>.</summary>
public sealed record BackupRedisSettings : BackupStoreSettings
{
    /// <summary>
    /// Whether the server is asked not to wait for more replicas before it saves for a backup (<c>skip-sync-delay</c>, true): its
    /// <c>repl-diskless-sync-delay</c>, five seconds by default, is 0 for that moment. False leaves its configuration alone.
    /// </summary>
    public bool SkipSyncDelay { get; init; } = true;

    internal static BackupRedisSettings Read(YamlSection section)
    {
        var settings = new BackupRedisSettings
        {
            IsEnabled = section.Flag("enabled", otherwise: true),
            UrlVariable = section.Text("url-variable"),
            Image = section.Text("image"),
            SkipSyncDelay = section.Flag("skip-sync-delay", otherwise: true),
        };
        section.End();
        return settings;
    }
}

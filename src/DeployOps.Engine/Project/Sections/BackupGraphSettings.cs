using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Engine.Project.Sections;

/// <summary>Section <c>backup.graph</c>.</summary>
public sealed record BackupGraphSettings : BackupStoreSettings
{
    /// <summary>Whether the export is compressed with gzip (<c>gzip</c>, true).</summary>
    public bool Gzip { get; init; } = true;

    internal static BackupGraphSettings Read(YamlSection section)
    {
        var settings = new BackupGraphSettings
        {
            IsEnabled = section.Flag("enabled", otherwise: true),
            UrlVariable = section.Text("url-variable"),
            Image = section.Text("image"),
            Gzip = section.Flag("gzip", otherwise: true),
        };
        section.End();
        return settings;
    }
}

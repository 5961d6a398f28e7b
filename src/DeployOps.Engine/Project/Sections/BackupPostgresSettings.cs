using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Engine.Project.Sections;

/// <summary>The format of a PostgreSQL dump.</summary>
public enum PostgresDumpFormat
{
    /// <summary>One file, compressed (<c>pg_dump --format=custom</c>).</summary>
    Custom,

    /// <summary>A file a table, written by several jobs (<c>pg_dump --format=directory --jobs</c>), kept as one tar file.</summary>
    Directory,
}

/// <summary>Section <c>backup.postgres</c>.</summary>
public sealed record BackupPostgresSettings : BackupStoreSettings
{
    /// <summary>The format (<c>format</c>: custom or directory; custom).</summary>
    public PostgresDumpFormat Format { get; init; }

    /// <summary>How many jobs dump in directory format (<c>jobs</c>, 2).</summary>
    public int Jobs { get; init; } = 2;

    /// <summary>Whether roles, their memberships and tablespaces are dumped too, without passwords (<c>globals</c>, false).</summary>
    public bool Globals { get; init; }

    /// <summary>The role whose rights the dump needs, when it is another than the application's (<c>user</c>).</summary>
    public string? User { get; init; }

    /// <summary>The key or variable that holds that role's password (<c>password-variable</c>).</summary>
    public string? PasswordVariable { get; init; }

    /// <summary>How long to wait for locks on tables (<c>lock-timeout</c>, 60s).</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(60);

    internal static BackupPostgresSettings Read(YamlSection section)
    {
        var settings = new BackupPostgresSettings
        {
            IsEnabled = section.Flag("enabled", otherwise: true),
            UrlVariable = section.Text("url-variable"),
            Image = section.Text("image"),
            Format = section.Choice("format", PostgresDumpFormat.Custom),
            Jobs = section.Number("jobs", 2, least: 1, most: 64),
            Globals = section.Flag("globals", otherwise: false),
            User = section.Text("user"),
            PasswordVariable = section.Text("password-variable"),
            LockTimeout = section.Duration("lock-timeout", TimeSpan.FromSeconds(60)),
        };
        section.End();
        return settings;
    }
}

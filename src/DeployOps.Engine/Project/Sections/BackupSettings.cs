using System.Globalization;
using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Engine.Project.Sections;

/// <summary>Section <c>backup</c>: what is backed up, where to, how long it is kept, and what was agreed about loss and recovery (rows PA16, CH8, LR3, KP11).</summary>
public sealed record BackupSettings
{
    /// <summary>The folder that the sets lie in, each project in its own folder (<c>destination</c>, <c>.deployops/backups</c>).</summary>
    public string Destination { get; init; } = ".deployops/backups";

    /// <summary>A second folder or share that finished sets are copied to (<c>copy-to</c>); <see langword="null"/> for none.</summary>
    public string? CopyTo { get; init; }

    /// <summary>How thoroughly a set is looked at when it is made (<c>verify</c>: hash, read or restore; restore).</summary>
    public BackupVerification Verify { get; init; } = BackupVerification.Restore;

    /// <summary>The agreed age of what may be lost, RPO (<c>rpo</c>, 26h: a daily set, and two hours to make it).</summary>
    public TimeSpan RecoveryPointObjective { get; init; } = TimeSpan.FromHours(26);

    /// <summary>The agreed time of a recovery, RTO (<c>rto</c>, 4h).</summary>
    public TimeSpan RecoveryTimeObjective { get; init; } = TimeSpan.FromHours(4);

    /// <summary>How long one store may take (<c>timeout</c>, 4h).</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromHours(4);

    /// <summary>When the task runs (<c>at</c>, 02:00), local time.</summary>
    public TimeOnly At { get; init; } = new(2, 0);

    /// <summary>How often the task runs instead of daily (<c>every</c>).</summary>
    public TimeSpan? Every { get; init; }

    /// <summary>What is kept (<c>keep</c>).</summary>
    public BackupKeepSettings Keep { get; init; } = new();

    /// <summary>How the files are encrypted (<c>encryption</c>); not at all when nothing is named.</summary>
    public BackupEncryptionSettings Encryption { get; init; } = new();

    /// <summary>PostgreSQL (<c>postgres</c>).</summary>
    public BackupPostgresSettings Postgres { get; init; } = new();

    /// <summary>Redis (<c>redis</c>).</summary>
    public BackupRedisSettings Redis { get; init; } = new();

    /// <summary>The graph (<c>graph</c>).</summary>
    public BackupGraphSettings Graph { get; init; } = new();

    internal static BackupSettings Read(YamlSection section)
    {
        var settings = new BackupSettings
        {
            Destination = section.Text("destination") ?? ".deployops/backups",
            CopyTo = section.Text("copy-to"),
            Verify = section.Choice("verify", BackupVerification.Restore),
            RecoveryPointObjective = section.Duration("rpo", TimeSpan.FromHours(26)),
            RecoveryTimeObjective = section.Duration("rto", TimeSpan.FromHours(4)),
            Timeout = section.Duration("timeout", TimeSpan.FromHours(4)),
            At = TimeOf(section),
            Every = section.Has("every") ? section.Duration("every", TimeSpan.Zero) : null,
            Keep = BackupKeepSettings.Read(section.Section("keep")),
            Encryption = BackupEncryptionSettings.Read(section.Section("encryption")),
            Postgres = BackupPostgresSettings.Read(section.Section("postgres")),
            Redis = BackupRedisSettings.Read(section.Section("redis")),
            Graph = BackupGraphSettings.Read(section.Section("graph")),
        };
        if (settings.Every is { } every && (every < TimeSpan.FromMinutes(15) || every > TimeSpan.FromDays(1)))
        {
            throw section.Invalid("every", "must be from 15m to 1d");
        }

        section.End();
        return settings;
    }

    private static TimeOnly TimeOf(YamlSection section) =>
        section.Text("at") is not { } text ? new TimeOnly(2, 0)
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time
        : throw section.Invalid("at", "must be a time of the day such as \"02:00\"");
}

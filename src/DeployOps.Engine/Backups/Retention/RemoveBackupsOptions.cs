namespace DeployOps.Engine.Backups.Retention;

/// <summary>Which sets are removed. Without names the rules decide.</summary>
public sealed record RemoveBackupsOptions
{
    /// <summary>Only these sets, whatever the rules say; never the last verified one.</summary>
    public IReadOnlyList<string> Sets { get; init; } = [];

    /// <summary>The folder that the sets lie in.</summary>
    public string? Destination { get; init; }

    /// <summary>Only say what would be kept and removed.</summary>
    public bool IsPlan { get; init; }

    /// <summary>Is told how far it is.</summary>
    public Action<BackupProgress> OnProgress { get; init; } = static _ => { };
}

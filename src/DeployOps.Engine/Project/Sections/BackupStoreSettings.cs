namespace DeployOps.Engine.Project.Sections;

/// <summary>What a backup has to know of one store besides what the environment files say.</summary>
public abstract record BackupStoreSettings
{
    /// <summary>Whether the store is backed up (<c>enabled</c>, true).</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>The key of the environment files, or the variable of the process, that holds the store's URL (<c>url-variable</c>); found by itself when left out.</summary>
    public string? UrlVariable { get; init; }

    /// <summary>The image for throwaway engines when the store is no service of the stack (<c>image</c>); a program of this machine otherwise.</summary>
    public string? Image { get; init; }
}

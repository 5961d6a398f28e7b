namespace DeployOps.Engine.Backups.Stores;

/// <summary>What every work with a store is given besides the store.</summary>
internal sealed record StoreRun
{
    /// <summary>Hides secrets in what a child process says.</summary>
    public Func<string, string> Redact { get; init; } = static text => text;

    /// <summary>Is told how far it is. Bytes are counted by the files; this is for what only the store knows.</summary>
    public Action<string> OnProgress { get; init; } = static _ => { };

    /// <summary>Is told what an admin should know afterwards, one sentence each, without values.</summary>
    public Action<string> OnNote { get; init; } = static _ => { };

    /// <summary>How long the whole may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromHours(4);

    /// <summary>A folder for passing files that hold nothing of the data, or hold it for a moment (0700); removed by the caller.</summary>
    public string? WorkFolder { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

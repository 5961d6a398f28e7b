namespace DeployOps.Engine.Releases.Log;

/// <summary>How it ended. Every result after <see cref="Succeeded"/> needs a <see cref="FailureRecord"/>.</summary>
public enum ReleaseResult
{
    /// <summary>It has begun; a record with its end follows under the same tag.</summary>
    Started,

    /// <summary>It did what it should.</summary>
    Succeeded,

    /// <summary>It failed, and what was running before may not run any longer.</summary>
    Failed,

    /// <summary>It failed, and the previous tag runs again.</summary>
    RolledBack,

    /// <summary>It failed, and going back failed too.</summary>
    RollbackFailed,

    /// <summary>Somebody stopped it.</summary>
    Cancelled,
}

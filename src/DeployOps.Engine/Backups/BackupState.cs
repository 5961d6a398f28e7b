namespace DeployOps.Engine.Backups;

/// <summary>How far a backup set can be trusted.</summary>
public enum BackupState
{
    /// <summary>Not all of it was written, or it is being written: a store failed, the process was killed. It is never restored from without being told so.</summary>
    Partial,

    /// <summary>Every store was written to its end, and every file was read back and has the hash of what was written.</summary>
    Complete,

    /// <summary>It was restored into throwaway engines, and counts and content were those of the dump.</summary>
    Verified,
}

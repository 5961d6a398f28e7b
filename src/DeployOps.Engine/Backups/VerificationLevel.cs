namespace DeployOps.Engine.Backups;

/// <summary>How thoroughly a set is looked at. Each level includes the ones before it.</summary>
public enum VerificationLevel
{
    /// <summary>The files against the sizes and hashes of the manifest, and the manifest against its seal.</summary>
    Hash,

    /// <summary>Each file read to its end by the reader of its store, and what is in it counted.</summary>
    Read,

    /// <summary>The rehearsal: restored into throwaway engines, counted and hashed there.</summary>
    Restore,
}

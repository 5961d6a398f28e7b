namespace DeployOps.Engine.Backups;

/// <summary>What a backup operation is doing.</summary>
public enum BackupPhase
{
    /// <summary>Looks for the stores, the way to them, the space on the disk.</summary>
    Prepare,

    /// <summary>Writes the store into the set.</summary>
    Dump,

    /// <summary>Compares files with their hashes.</summary>
    Hash,

    /// <summary>Reads a dump to its end.</summary>
    Read,

    /// <summary>Puts a dump into a store.</summary>
    Restore,

    /// <summary>Compares what was restored with what was dumped.</summary>
    Compare,

    /// <summary>Copies a set to another place.</summary>
    Copy,

    /// <summary>Removes sets by the rules of retention.</summary>
    Retention,
}

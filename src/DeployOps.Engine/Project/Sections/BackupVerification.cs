namespace DeployOps.Engine.Project.Sections;

/// <summary>How thoroughly a set is looked at when it is made.</summary>
public enum BackupVerification
{
    /// <summary>Files against their hashes.</summary>
    Hash,

    /// <summary>Each dump read to its end.</summary>
    Read,

    /// <summary>Restored into throwaway engines.</summary>
    Restore,
}

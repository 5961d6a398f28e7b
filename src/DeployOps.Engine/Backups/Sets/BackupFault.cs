namespace DeployOps.Engine.Backups.Sets;

/// <summary>What kind of <see cref="BackupSet.Problem"/> a set has.</summary>
internal enum BackupFault
{
    /// <summary>None.</summary>
    None,

    /// <summary>There is no manifest.</summary>
    ManifestMissing,

    /// <summary>The manifest is not what was sealed, or says what cannot be.</summary>
    Damaged,

    /// <summary>A newer version of DeployOps wrote it.</summary>
    NewerFormat,

    /// <summary>It is another set's: the name in it is not the folder's.</summary>
    Misplaced,

    /// <summary>It is another project's.</summary>
    OtherProject,

    /// <summary>The account cannot read it.</summary>
    Unreadable,

    /// <summary>Its manifest is finished, and its folder has no final name: its writer was stopped in between.</summary>
    Unnamed,
}

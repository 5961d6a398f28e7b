namespace DeployOps.Engine.Releases.Log;

/// <summary>Whether the data migrations of a release allow going back to the previous tag (row RB13).</summary>
public enum RollbackAllowance
{
    /// <summary>Nobody has said.</summary>
    Unknown,

    /// <summary>There is no migration, or the previous tag runs with the migrated data.</summary>
    Allowed,

    /// <summary>The previous tag does not run with the migrated data; going back needs a restore.</summary>
    NotAllowed,
}

namespace DeployOps.Engine.Releases.Log;

/// <summary>What a record of the release log is about.</summary>
public enum ReleaseKind
{
    /// <summary>A tag going live.</summary>
    Release,

    /// <summary>A return to an earlier tag.</summary>
    Rollback,

    /// <summary>The commands of a release run once as an exercise (row RB15).</summary>
    Rehearsal,

    /// <summary>A gate by hand, with its evidence (row RB17).</summary>
    Gate,
}

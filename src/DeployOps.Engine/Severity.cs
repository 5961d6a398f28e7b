namespace DeployOps.Engine;

/// <summary>How much a failed check weighs.</summary>
public enum Severity
{
    /// <summary>Blocks the release.</summary>
    P0,

    /// <summary>Warns: the release may go out, but somebody should look.</summary>
    P1,

    /// <summary>Informs.</summary>
    P2,
}

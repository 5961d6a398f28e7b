namespace DeployOps.Engine.Preflight;

/// <summary>What a gate says as a whole.</summary>
public enum Verdict
{
    /// <summary>Everything that had to run ran, and nothing that blocks was found.</summary>
    Passed,

    /// <summary>Something that blocks was found, or could not be answered.</summary>
    Failed,

    /// <summary>Nothing that blocks was found, but something that had to run was skipped.</summary>
    Incomplete,
}

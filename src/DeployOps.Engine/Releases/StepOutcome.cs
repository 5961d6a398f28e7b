namespace DeployOps.Engine.Releases;

/// <summary>How a step ended.</summary>
public enum StepOutcome
{
    /// <summary>It runs, or the process that ran it was killed.</summary>
    Unfinished,

    /// <summary>It did what it should.</summary>
    Succeeded,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>It was left out, with a reason or because there was nothing to do.</summary>
    Skipped,

    /// <summary>Somebody stopped it.</summary>
    Cancelled,
}

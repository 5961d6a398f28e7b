namespace DeployOps.Engine.Checks;

/// <summary>What a check found about one subject.</summary>
public enum FindingStatus
{
    /// <summary>Looked at, and as it should be.</summary>
    Pass,

    /// <summary>Looked at, and not as it should be.</summary>
    Fail,

    /// <summary>Looked at, and doubtful.</summary>
    Warn,

    /// <summary>Not looked at, because a part is missing here. Never counts as passed.</summary>
    Skipped,

    /// <summary>Could not be answered, because something it rests on failed. Never counts as passed.</summary>
    Blocked,

    /// <summary>The question does not arise in this project.</summary>
    NotApplicable,
}

namespace DeployOps.Engine.Project;

/// <summary>What a release's tag is made of.</summary>
public enum ReleaseTagKind
{
    /// <summary>A calendar date, <c>YYYY.MM.DD</c>, optionally with the number of a further release of that day.</summary>
    Date,

    /// <summary>An abbreviated or full git commit hash.</summary>
    Commit,
}

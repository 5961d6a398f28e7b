namespace DeployOps.Engine.Project;

/// <summary>Why a text is not a release's tag.</summary>
public enum ReleaseTagProblem
{
    /// <summary>There is no text.</summary>
    Empty,

    /// <summary>There is a space or another blank in it.</summary>
    Blank,

    /// <summary>Docker itself refuses it as a tag.</summary>
    NotADockerTag,

    /// <summary>It is <c>latest</c>, which names a different image every day.</summary>
    Latest,

    /// <summary>It looks like a date that no calendar has, such as 2026.02.30.</summary>
    NotInTheCalendar,

    /// <summary>It is a hash with upper-case digits; git writes them in lower case, and docker tells the two apart.</summary>
    UpperCaseHash,

    /// <summary>The project wants a date, and this is none.</summary>
    NotADate,

    /// <summary>The project wants a commit, and this is none.</summary>
    NotACommit,

    /// <summary>It is neither a date nor a commit.</summary>
    NeitherDateNorCommit,
}

namespace DeployOps.Engine.Project;

/// <summary>What the tag rule says about a text: either a tag, or the reason why it is none.</summary>
public sealed record ReleaseTagAnswer
{
    private ReleaseTagAnswer(ReleaseTag? tag, ReleaseTagProblem? problem, string reason)
    {
        Tag = tag;
        Problem = problem;
        Reason = reason;
    }

    /// <summary>The tag; <see langword="null"/> when the text is none.</summary>
    public ReleaseTag? Tag { get; }

    /// <summary>Why the text is no tag; <see langword="null"/> when it is one.</summary>
    public ReleaseTagProblem? Problem { get; }

    /// <summary>The problem in words that continue "the tag …"; empty when there is none. It does not quote the text.</summary>
    public string Reason { get; }

    internal static ReleaseTagAnswer Of(ReleaseTag tag) => new(tag, null, "");

    internal static ReleaseTagAnswer Of(ReleaseTagProblem problem) => new(null, problem, problem switch
    {
        ReleaseTagProblem.Empty => "is empty",
        ReleaseTagProblem.Blank => "contains a blank",
        ReleaseTagProblem.NotADockerTag => "is no docker tag: a letter, digit or '_' first, then up to 127 letters, digits, '_', '.' or '-'",
        ReleaseTagProblem.Latest => "is 'latest', which does not say what runs and cannot be rolled back to",
        ReleaseTagProblem.NotInTheCalendar => "is a date that is not in the calendar",
        ReleaseTagProblem.UpperCaseHash => "is a commit hash in upper case; git writes it in lower case and docker tells the two apart",
        ReleaseTagProblem.NotADate => "is not a date such as 2026.01.14",
        ReleaseTagProblem.NotACommit => "is not a git commit hash of 7 to 40 digits such as a1b2c3d",
        _ => "is neither a date such as 2026.01.14 nor a git commit hash of 7 to 40 digits such as a1b2c3d",
    });
}

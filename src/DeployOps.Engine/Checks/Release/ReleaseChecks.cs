namespace DeployOps.Engine.Checks.Release;

/// <summary>The checks of the family <see cref="CheckFamily.Release"/>, in the order of their identifiers.</summary>
public static class ReleaseChecks
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ICheck> All { get; } =
    [
        new TagIsDecided(),
        new TagIsWellFormed(),
        new NamedTagIsTheOneComposeUses(),
        new CommitTagExists(),
        new CommitTagIsCheckedOut(),
        new DateTagIsNear(),
        new PackageIsComplete(),
        new LogIsWritable(),
        new TemplateIsUsable(),
        new TemplateShowsWhatIsNeeded(),
        new LastReleaseEnded(),
        new LogIsUndamaged(),
        new LogStaysOutOfGit(),
        new PreviousImagesArePresent(),
        new TagNeverWentLive(),
    ];
}

using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;

namespace DeployOps.Engine.Releases.Recovery;

/// <summary>What is to be done about an interrupted operation.</summary>
internal enum RecoveryCourse
{
    /// <summary>Nothing was replaced: only names of images may have moved.</summary>
    KeepOld,

    /// <summary>The new release is kept when it runs and is well; else the old one is put back.</summary>
    KeepNewOrPutBack,

    /// <summary>The old one was being put back already: that is done again.</summary>
    PutBack,

    /// <summary>There is no way back: the new release is brought up wholly.</summary>
    GoForward,

    /// <summary>It was about a copy of the stack; what is live was never touched.</summary>
    Abandon,
}

/// <summary>A course, and why.</summary>
/// <param name="Course">The course.</param>
/// <param name="Explanation">Why, in one sentence.</param>
internal sealed record RecoveryDecision(RecoveryCourse Course, string Explanation)
{
    /// <summary>Decides by what the journal announced.</summary>
    public static RecoveryDecision Of(JournalContent journal, ReleaseOperation open)
    {
        var live = LiveRelease.Of(journal);
        bool Begun(ReleaseStep step) => open.Steps.Any(report => report.Step == step && report.Outcome != StepOutcome.Skipped);
        return open switch
        {
            { Kind: ReleaseKind.Rehearsal } => new(RecoveryCourse.Abandon, "It was a rehearsal on a copy; what is live was not touched."),
            { Kind: ReleaseKind.Rollback } => Begun(ReleaseStep.Rollback)
                ? new(RecoveryCourse.GoForward, $"{open.Tag} was being put back, and is put back wholly.")
                : new(RecoveryCourse.KeepOld, "It was killed before anything was replaced."),
            _ when Begun(ReleaseStep.Rollback) => new(RecoveryCourse.PutBack, $"{open.PreviousTag} was being put back, and is put back wholly."),
            _ when !Begun(ReleaseStep.Up) => new(RecoveryCourse.KeepOld, "It was killed before anything was replaced."),
            _ when open.PreviousImages.Count == 0 => new(RecoveryCourse.GoForward, $"There is no earlier release, so {open.Tag} is brought up wholly."),
            _ when open.Migrations.Any(migration => !migration.IsReversible) => new(RecoveryCourse.GoForward, $"It ran an irreversible migration, so {open.Tag} is brought up wholly."),
            _ when live is not null && CrossedMigrations.Since(journal, live).Count > 0 =>
                new(RecoveryCourse.GoForward, $"An irreversible migration was run since {live.Tag} went live, so {open.Tag} is brought up wholly."),
            _ => new(RecoveryCourse.KeepNewOrPutBack, $"{open.Tag} is kept when it runs and is healthy; else {open.PreviousTag} is put back."),
        };
    }
}

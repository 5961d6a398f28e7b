namespace DeployOps.Engine.Releases.Log;

/// <summary>What a person fills in by hand for a record; what they leave out gets its usual value.</summary>
public sealed record ReleaseLogEntryForm
{
    /// <summary>The tag.</summary>
    public required string Tag { get; init; }

    /// <summary>How it ended.</summary>
    public required ReleaseResult Result { get; init; }

    /// <summary>What it is about.</summary>
    public ReleaseKind Kind { get; init; }

    /// <summary>The tag that was live before.</summary>
    public string? PreviousTag { get; init; }

    /// <summary>When it started; now when left out.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended; now when left out, and nothing for a start.</summary>
    public DateTimeOffset? Finished { get; init; }

    /// <summary>Who ran it; the account when empty.</summary>
    public string Operator { get; init; } = "";

    /// <summary>Who approved it.</summary>
    public string? Approver { get; init; }

    /// <summary>The images, each as <c>service=reference</c>; those of the compose files when empty.</summary>
    public IReadOnlyList<string> Images { get; init; } = [];

    /// <summary>Where the logs are.</summary>
    public IReadOnlyList<string> Logs { get; init; } = [];

    /// <summary>What the gate said.</summary>
    public GateSummary? Gate { get; init; }

    /// <summary>Whether the data migrations allow going back.</summary>
    public RollbackAllowance Rollback { get; init; }

    /// <summary>Why they do or do not.</summary>
    public string? RollbackNote { get; init; }

    /// <summary>Evidence.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>Anything else.</summary>
    public string? Notes { get; init; }

    /// <summary>Minimum Failure Record: what failed.</summary>
    public string What { get; init; } = "";

    /// <summary>Minimum Failure Record: the step that failed.</summary>
    public string Step { get; init; } = "";

    /// <summary>Minimum Failure Record: the first error.</summary>
    public string FirstError { get; init; } = "";

    /// <summary>Minimum Failure Record: what was done so far.</summary>
    public string ActionTaken { get; init; } = "";

    /// <summary>Minimum Failure Record: what is next.</summary>
    public string NextAction { get; init; } = "";

    /// <summary>Minimum Failure Record: who does it.</summary>
    public string Owner { get; init; } = "";

    /// <summary>The record that the form stands for.</summary>
    /// <param name="form">The form.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ReleaseImageInvalidException">An image is not written as it must be.</exception>
    public static ReleaseRecord Fill(ReleaseLogEntryForm form, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var started = form.Started ?? now;
        var finished = form.Result == ReleaseResult.Started ? form.Finished : form.Finished ?? now;
        var record = new ReleaseRecord
        {
            Tag = form.Tag,
            Result = form.Result,
            Kind = form.Kind,
            PreviousTag = form.PreviousTag,
            Started = started,
            Finished = finished,
            Duration = form.Started is not null && finished >= started ? finished - started : null,
            Operator = form.Operator,
            Approver = form.Approver,
            Images = [.. form.Images.Select(ReleaseImages.Parse)],
            Logs = form.Logs,
            Gate = form.Gate,
            Rollback = form.Rollback,
            RollbackNote = form.RollbackNote,
            Evidence = form.Evidence,
            Notes = form.Notes,
        };
        return record.IsFailure() ? record with { Failure = FailureOf(form, finished ?? now) } : record;
    }

    private static FailureRecord FailureOf(ReleaseLogEntryForm form, DateTimeOffset when) => new()
    {
        What = form.What,
        When = when,
        Step = form.Step,
        FirstError = form.FirstError,
        LogLocation = form.Logs.Count > 0 ? form.Logs[0] : "",
        ActionTaken = form.ActionTaken,
        NextAction = form.NextAction,
        Owner = form.Owner,
    };
}

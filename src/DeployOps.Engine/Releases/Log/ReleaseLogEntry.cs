namespace DeployOps.Engine.Releases.Log;

/// <summary>A record as it stands in the release log.</summary>
/// <param name="Record">The record.</param>
/// <param name="Line">The line where it starts, counted from 1.</param>
/// <param name="Text">The record for people, as the template laid it out.</param>
public sealed record ReleaseLogEntry(ReleaseRecord Record, long Line, string Text)
{
    /// <summary>The record's number, for filters and pipelines.</summary>
    public long Sequence => Record.Sequence;

    /// <summary>The record's tag.</summary>
    public string Tag => Record.Tag;

    /// <summary>The record's kind.</summary>
    public ReleaseKind Kind => Record.Kind;

    /// <summary>The record's result.</summary>
    public ReleaseResult Result => Record.Result;

    /// <summary>When the record's release started (UTC).</summary>
    public DateTimeOffset Started => Record.Started;

    /// <summary>The record as one line of JSON.</summary>
    public string ToJson() => ReleaseRecordJson.Write(Record);
}

namespace DeployOps.Engine.Releases.Log;

/// <summary>A record as it stands in the release log.</summary>
/// <param name="Record">The record.</param>
/// <param name="Line">The line where it starts, counted from 1.</param>
/// <param name="Text">The record for people, as the template laid it out.</param>
public sealed record ReleaseLogEntry(ReleaseRecord Record, long Line, string Text)
{
    /// <summary>The record as one line of JSON.</summary>
    public string ToJson() => ReleaseRecordJson.Write(Record);
}

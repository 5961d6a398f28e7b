using DeployOps.Engine.Releases;

namespace DeployOps.Pipeline;

/// <summary>A release did not end as it should. Carried by an error record, so that <c>-ErrorAction Stop</c> ends a script here.</summary>
public sealed class ReleaseFailedException(ReleaseReport report) : Exception(report.Summary)
{
    /// <summary>How it went.</summary>
    public ReleaseReport Report { get; } = report;
}

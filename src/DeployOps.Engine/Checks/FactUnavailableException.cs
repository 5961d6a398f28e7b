namespace DeployOps.Engine.Checks;

/// <summary>
/// A fact that a check rests on cannot be had. The runner turns it into a finding: <see cref="FindingStatus.Skipped"/>
/// when a part is missing on this machine, <see cref="FindingStatus.Blocked"/> when something else failed first,
/// <see cref="FindingStatus.NotApplicable"/> when the project has no such thing.
/// </summary>
public sealed class FactUnavailableException : Exception
{
    /// <summary>Says why a fact cannot be had.</summary>
    /// <param name="status">How the checks that rest on it are reported.</param>
    /// <param name="message">What is missing or failed. No value of a secret.</param>
    /// <param name="fix">What to do about it.</param>
    /// <param name="innerException">The cause, when there is one.</param>
    public FactUnavailableException(FindingStatus status, string message, string fix, Exception? innerException = null)
        : base(message, innerException)
    {
        Status = status;
        Fix = fix;
    }

    /// <summary>How the checks that rest on the fact are reported.</summary>
    public FindingStatus Status { get; }

    /// <summary>What to do about it.</summary>
    public string Fix { get; }

    /// <summary>The file it is about, relative to the project's root, when there is one.</summary>
    public string? File { get; init; }

    /// <summary>The line in <see cref="File"/>, counted from 1.</summary>
    public int? Line { get; init; }
}

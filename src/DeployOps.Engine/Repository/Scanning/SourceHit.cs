namespace DeployOps.Engine.Repository.Scanning;

/// <summary>A match of a rule in a file: where and of what kind, never the text itself.</summary>
/// <param name="File">The file, relative to the scanned tree, with <c>/</c> between folders.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Rule">The rule's identifier.</param>
/// <param name="Kind">What was found, as a finding names it.</param>
/// <param name="Group">What kind of thing it is.</param>
/// <param name="Fingerprint">The <see cref="SecretFingerprint"/> of the secret; empty for what is no secret.</param>
public sealed record SourceHit(string File, int Line, string Rule, string Kind, SourceRuleGroup Group, string Fingerprint);

/// <summary>Why a file was not looked at.</summary>
public enum UnreadReason
{
    /// <summary>It is larger than the limit.</summary>
    TooLarge,

    /// <summary>The operating system refuses to open or read it.</summary>
    Denied,

    /// <summary>It is listed and not there, or went away meanwhile.</summary>
    Gone,
}

/// <summary>A file that was not looked at.</summary>
/// <param name="File">The file, relative to the scanned tree.</param>
/// <param name="Reason">Why.</param>
public sealed record UnreadFile(string File, UnreadReason Reason);

/// <summary>What a scan came to.</summary>
/// <param name="Files">How many files were looked at.</param>
/// <param name="Hits">The matches, by file and line.</param>
/// <param name="Unread">The files that were not looked at.</param>
/// <param name="KeyStores">Binary files that are key stores by their content.</param>
public sealed record ScanReport(int Files, IReadOnlyList<SourceHit> Hits, IReadOnlyList<UnreadFile> Unread, IReadOnlyList<string> KeyStores);

namespace DeployOps.Engine.Backups.Sets;

/// <summary>What came of reading a manifest.</summary>
/// <param name="Manifest">It, when it can be trusted, or when it is whole and only lies in the wrong place.</param>
/// <param name="Fault">What is wrong.</param>
/// <param name="Problem">The same as a sentence without values; <see langword="null"/> when nothing is.</param>
internal sealed record ManifestReading(BackupManifest? Manifest, BackupFault Fault = BackupFault.None, string? Problem = null)
{
    /// <summary>One that cannot be trusted.</summary>
    public static ManifestReading Refused(BackupFault fault, string problem) => new(null, fault, problem);
}

using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Log;

namespace DeployOps.Engine.Backups.Reports;

/// <summary>Writes what was done with a backup into the release log, beside the releases.</summary>
internal sealed class BackupLog(DeployProject project, Func<string, string> redact)
{
    /// <summary>Writes a record. A log that cannot be written is a note: what was done stays done.</summary>
    public async Task WriteAsync(ReleaseRecord record, List<string> notes)
    {
        try
        {
            await new WriteReleaseLog(project).RunAsync(new WriteReleaseLogOptions { Record = record, Redact = redact }, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is DeployOpsException or IOException or UnauthorizedAccessException)
        {
            notes.Add($"The release log could not be written: {redact(failure is DeployOpsException ? failure.Message : failure.GetType().Name)}");
        }
    }
}

using DeployOps.Engine.Project;

namespace DeployOps.Engine.Backups.Verification;

/// <summary>Looks whether a set can be restored (rows PA16, CH8, LR3), and writes what it found into the set's manifest.</summary>
public sealed class VerifyBackup(DeployProject project)
{
    /// <summary>Looks. What is wrong with the set is the report's; the live stores are never touched.</summary>
    /// <exception cref="DeployOpsException">There is no such set.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; nothing is left running.</exception>
    public Task<BackupVerificationReport> RunAsync(VerifyBackupOptions options, CancellationToken cancellationToken) => throw new NotImplementedException(project.Name);
}

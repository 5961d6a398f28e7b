using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Reports;
using DeployOps.Engine.Backups.Restoration;
using DeployOps.Engine.Backups.Retention;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Backups.Verification;

namespace DeployOps.Cli.Rendering.Backups;

/// <summary>How the reports of backup operations are shown.</summary>
internal static class BackupViews
{
    public static ReportView<BackupReport> Backup { get; } = new(BackupJson.Write, BackupRenderer.Write);

    public static ReportView<BackupVerificationReport> Verification { get; } = new(BackupJson.Write, VerificationRenderer.Write);

    public static ReportView<RestoreReport> Restore { get; } = new(BackupJson.Write, RestoreRenderer.Write);

    public static ReportView<RetentionReport> Retention { get; } = new(BackupJson.Write, RetentionRenderer.Write);

    public static ReportView<BackupSet> Copy { get; } = new(BackupJson.Write, BackupSetRenderer.WriteCopy);
}

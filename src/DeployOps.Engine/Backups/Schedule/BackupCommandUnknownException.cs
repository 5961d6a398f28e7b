namespace DeployOps.Engine.Backups.Schedule;

/// <summary>Nobody said what the task is to run.</summary>
public sealed class BackupCommandUnknownException() : DeployOpsException(
    "BackupCommandUnknown",
    FailureKind.Usage,
    "The task could not be registered: it is not known which program it is to run. Nothing was registered.",
    "Register it with Register-BackupTask or 'deployops backup task register'.");

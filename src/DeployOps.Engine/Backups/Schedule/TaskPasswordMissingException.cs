namespace DeployOps.Engine.Backups.Schedule;

/// <summary>The variable that should hold the account's password is not set.</summary>
public sealed class TaskPasswordMissingException(string variable) : DeployOpsException(
    "TaskPasswordMissing",
    FailureKind.Usage,
    $"The task was not registered: the variable {variable}, which should hold the account's password, is not set.",
    $"Set {variable} in this process, or leave the password out: the task then runs without it (S4U), with no way to network shares.");

namespace DeployOps.Engine.Scheduling;

/// <summary>No scheduler runs here.</summary>
public sealed class NoTaskSchedulerException(string wanted) : DeployOpsException(
    "NoTaskScheduler",
    FailureKind.Environment,
    $"No scheduler was found that runs on this machine: not {wanted}. Nothing was registered.",
    "Start systemd or cron, or let the scheduler that this machine has run 'deployops backup run'; Test-BackupHealth judges by the sets, whoever makes them.");

/// <summary>The scheduler refused.</summary>
public sealed class TaskRefusedException(string scheduler, string task, string what, string said) : DeployOpsException(
    "TaskRefused",
    FailureKind.Environment,
    $"{scheduler} did not {what} the task '{task}'{(said.Length > 0 ? $": {said}" : "")}. What was registered before is left as it was.",
    "Run it with an account that may change tasks (an elevated prompt on Windows, root or the account itself elsewhere).");

/// <summary>The times cannot be kept evenly.</summary>
public sealed class TaskTimesInvalidException(TimeSpan every) : DeployOpsException(
    "TaskTimesInvalid",
    FailureKind.Usage,
    $"A task cannot run every {every.TotalMinutes:0.##} minutes: the times would not be the same on every day. Nothing was registered.",
    "Choose 15, 20 or 30 minutes, or 1, 2, 3, 4, 6, 8, 12 or 24 hours.");

/// <summary>What a task is named or runs cannot be written down for the scheduler.</summary>
public sealed class TaskDefinitionInvalidException(string what) : DeployOpsException(
    "TaskDefinitionInvalid",
    FailureKind.Usage,
    $"The task cannot be registered: {what}. Nothing was registered.",
    "Choose a name and a folder without line breaks and control characters.");

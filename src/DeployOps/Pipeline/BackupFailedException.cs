namespace DeployOps.Pipeline;

/// <summary>A backup, a look at one or a restore did not end as it should. Carried by an error record, so that <c>-ErrorAction Stop</c> ends a script here.</summary>
public sealed class BackupFailedException(string message) : Exception(message);

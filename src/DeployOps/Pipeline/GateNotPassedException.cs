namespace DeployOps.Pipeline;

/// <summary>A gate did not pass. Carried by an error record, so that <c>-ErrorAction Stop</c> ends a script here.</summary>
public sealed class GateNotPassedException(string message) : Exception(message);

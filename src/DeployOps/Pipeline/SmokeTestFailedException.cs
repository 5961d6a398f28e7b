namespace DeployOps.Pipeline;

/// <summary>A smoke test failed. Carried by an error record, so that <c>-ErrorAction Stop</c> ends a script here.</summary>
public sealed class SmokeTestFailedException(string message) : Exception(message);

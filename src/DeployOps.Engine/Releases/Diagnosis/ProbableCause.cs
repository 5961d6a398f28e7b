namespace DeployOps.Engine.Releases.Diagnosis;

/// <summary>A guess at what is wrong.</summary>
/// <param name="Service">The service it is about.</param>
/// <param name="Cause">The kind of cause, such as <c>PortTaken</c> or <c>OutOfMemory</c>.</param>
/// <param name="Confidence">How sure it is, from 0 to 100.</param>
/// <param name="Explanation">What speaks for it, in one or two sentences, with secrets masked.</param>
/// <param name="FirstError">The first error line of the service, with secrets masked; empty without one.</param>
/// <param name="NextCommand">The command to run next.</param>
public sealed record ProbableCause(string Service, string Cause, int Confidence, string Explanation, string FirstError, string NextCommand);

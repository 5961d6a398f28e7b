namespace DeployOps.Engine.Releases.Smoke;

/// <summary>What was found in a service's log or in its restarts (row RB10).</summary>
/// <param name="Service">The compose service.</param>
/// <param name="Container">The container.</param>
/// <param name="Rule">What kind of thing it is, such as <c>fatal</c>, <c>panic</c>, <c>out of memory</c> or <c>restart loop</c>.</param>
/// <param name="Line">The line, with its secrets masked; empty for a restart loop.</param>
/// <param name="Count">How many lines were of this kind.</param>
public sealed record LogFinding(string Service, string Container, string Rule, string Line, int Count);

using DeployOps.Engine.Checks;

namespace DeployOps.Engine.Tests.Checks.Env;

/// <summary>One way to break the well-made project, and what must be found.</summary>
internal sealed record EnvCheckCase(string Id, string Name, Action<EnvProject> Break, string Subject, int? Line = null)
{
    public FindingStatus Status { get; init; } = FindingStatus.Fail;

    public string? Message { get; init; }

    public override string ToString() => $"{Id} {Name}";
}

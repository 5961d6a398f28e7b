using Xunit;

namespace DeployOps.Integration.Tests.Requirements;

/// <summary>A fact that needs <see cref="RequiredPart.Node"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeFactAttribute : FactAttribute
{
    /// <summary>Skips the test, with the reason, where the part is missing.</summary>
    public NodeFactAttribute() => Skip = RequiredPart.Node.SkipReason;
}

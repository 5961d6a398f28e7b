using DeployOps.Integration.Tests.Requirements;
using Xunit;

namespace DeployOps.Integration.Tests.Stores.Graph;

/// <summary>A fact that needs <see cref="GraphServer"/>: a Docker Engine, and npm to fetch the server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GraphServerFactAttribute : FactAttribute
{
    /// <summary>Skips the test, with the reason, where a part is missing.</summary>
    public GraphServerFactAttribute() => Skip = RequiredPart.DockerEngine.SkipReason ?? RequiredPart.Node.SkipReason;
}

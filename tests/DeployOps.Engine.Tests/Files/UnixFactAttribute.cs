using Xunit;

namespace DeployOps.Engine.Tests.Files;

/// <summary>A test of Unix modes; skipped aloud on Windows.</summary>
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "Unix modes do not exist on Windows." : null;
}

using Xunit;

namespace DeployOps.Integration.Tests.Releases;

/// <summary>A fact that needs <see cref="SmallDisk.Part"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskFactAttribute : FactAttribute
{
    /// <summary>Skips the test, with the reason, where the part is missing.</summary>
    public SmallDiskFactAttribute() => Skip = SmallDisk.Part.SkipReason;
}

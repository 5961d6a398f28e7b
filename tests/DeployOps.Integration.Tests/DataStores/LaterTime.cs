namespace DeployOps.Integration.Tests.DataStores;

/// <summary>The clock some time from now.</summary>
internal sealed class LaterTime(TimeSpan later) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + later;
}

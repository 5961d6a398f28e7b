namespace DeployOps.Engine.Releases.Journal;

/// <summary>How long the taking of the lock waits for what.</summary>
/// <param name="Queue">For others who are asking for it at the same moment.</param>
/// <param name="Grace">For commands that were left running to end by themselves when they are asked.</param>
/// <param name="Limit">For them to be gone, killed or not.</param>
internal sealed record LockPatience(TimeSpan Queue, TimeSpan Grace, TimeSpan Limit)
{
    /// <summary>The product's own.</summary>
    public static LockPatience Usual { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20));
}

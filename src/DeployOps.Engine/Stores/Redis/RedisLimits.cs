namespace DeployOps.Engine.Stores.Redis;

/// <summary>How much of one answer is taken, so that a server that means harm, or is none, fills no memory.</summary>
public sealed record RedisLimits
{
    /// <summary>The bytes of one answer with all its items. 512 MiB, as Redis itself limits a string.</summary>
    public long MostBytes { get; init; } = 512L * 1024 * 1024;

    /// <summary>The items of one answer, those of its lists included.</summary>
    public int MostItems { get; init; } = 1_048_576;

    /// <summary>How deep lists lie in lists.</summary>
    public int MostDepth { get; init; } = 32;

    /// <summary>The bytes of a line: a short text, an error, a number.</summary>
    public int MostLineBytes { get; init; } = 64 * 1024;
}

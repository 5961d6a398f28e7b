namespace DeployOps.Engine.Releases.Health;

/// <summary>One service, as <c>Get-ServiceHealth</c> shows it (rows RB8, CH9). With several containers, the worst of them.</summary>
public sealed record ServiceHealth
{
    /// <summary>The compose service.</summary>
    public required string Service { get; init; }

    /// <summary>What can be said of it.</summary>
    public required ServiceVerdict Verdict { get; init; }

    /// <summary>How it is as a whole.</summary>
    public required HealthLevel Level { get; init; }

    /// <summary>Why, in words, without secrets.</summary>
    public string Detail { get; init; } = "";

    /// <summary>The image's name with its tag.</summary>
    public string Image { get; init; } = "";

    /// <summary>How many containers run.</summary>
    public int Containers { get; init; }

    /// <summary>How long it has been running.</summary>
    public TimeSpan? Uptime { get; init; }

    /// <summary>How often it was restarted.</summary>
    public int Restarts { get; init; }

    /// <summary>Processor time, where 100 is one whole processor; <see langword="null"/> when it was not measured.</summary>
    public double? ProcessorPercent { get; init; }

    /// <summary>Memory in bytes.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>The memory limit in bytes; <see langword="null"/> without one.</summary>
    public long? MemoryLimitBytes { get; init; }

    /// <summary>What its containers wrote to their own layer, in bytes.</summary>
    public long? DiskBytes { get; init; }

    /// <summary>How fast its log grows, in bytes an hour.</summary>
    public long? LogBytesPerHour { get; init; }
}

namespace DeployOps.Engine.Scheduling;

/// <summary>A task as it is to be registered. It holds no secret: what the command needs it reads itself.</summary>
public sealed record TaskDefinition
{
    /// <summary>Its name in one word of letters, digits, <c>.</c>, <c>_</c> and <c>-</c>, such as <c>deployops-backup-shop</c>.</summary>
    public required string Name { get; init; }

    /// <summary>One line for those who find it.</summary>
    public required string Description { get; init; }

    /// <summary>The program by its full path, and its arguments.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>The folder it runs in, as a full path.</summary>
    public required string Folder { get; init; }

    /// <summary>When it runs.</summary>
    public required TaskTimes Times { get; init; }

    /// <summary>The account; <see langword="null"/> for SYSTEM on Windows and for the caller's own elsewhere.</summary>
    public string? Account { get; init; }

    /// <summary>After how long the scheduler stops it.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromHours(8);
}

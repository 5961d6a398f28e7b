using DeployOps.Engine.Compose.Stacks;

namespace DeployOps.Engine.Releases.Smoke;

/// <summary>What is asked of a smoke test.</summary>
public sealed record SmokeOptions
{
    /// <summary>Where the stack answers; the project's setting, or the proxy's published port, when <see langword="null"/>.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>The compose project's name; the project's own when <see langword="null"/>. A rehearsal has another.</summary>
    public string? StackName { get; init; }

    /// <summary>Only these paths of the list; all when empty.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Whether the services' logs are left out.</summary>
    public bool WithoutLogs { get; init; }

    /// <summary>Only log lines after this time; all of the last ones when <see langword="null"/>.</summary>
    public DateTimeOffset? LogsSince { get; init; }

    /// <summary>The containers as they were seen a moment ago; asked anew when <see langword="null"/>.</summary>
    public IReadOnlyList<StackContainer>? Containers { get; init; }

    /// <summary>Sees each answer as it comes.</summary>
    public Action<SmokeAnswer>? OnAnswer { get; init; }
}

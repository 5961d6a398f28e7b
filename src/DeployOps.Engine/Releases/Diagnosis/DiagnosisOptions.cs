using DeployOps.Engine.Compose.Stacks;

namespace DeployOps.Engine.Releases.Diagnosis;

/// <summary>What is asked of a diagnosis.</summary>
public sealed record DiagnosisOptions
{
    /// <summary>The compose project's name; the project's own when <see langword="null"/>.</summary>
    public string? StackName { get; init; }

    /// <summary>Only log lines after this time; the last ones when <see langword="null"/>.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Where the stack answers; the project's setting, or the proxy's published port, when <see langword="null"/>.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>A command of compose that failed, with what it wrote: a build or an <c>up</c> that failed is diagnosed from it.</summary>
    public StackCommandException? Failure { get; init; }

    /// <summary>How long the whole look may take; what is not known by then is left out and said so.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}

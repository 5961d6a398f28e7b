namespace DeployOps.Engine.Processes;

/// <summary>A program to run. Arguments are visible to every user of the machine: a secret goes into <see cref="Environment"/> or <see cref="StandardInput"/>.</summary>
public sealed record ProcessRequest
{
    /// <summary>The program, by name (looked up on PATH) or by path.</summary>
    public required string FileName { get; init; }

    /// <summary>Its arguments, each as one; no shell reads them.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Its working directory; the caller's own when <see langword="null"/>.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Variables set for it, on top of the caller's; a <see langword="null"/> value removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Text for its standard input, which is closed afterwards.</summary>
    public string? StandardInput { get; init; }

    /// <summary>How long it may take before it and its children are stopped.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How a text names it, such as <c>docker compose up</c>; its file name when <see langword="null"/>. Never a secret.</summary>
    public string? Title { get; init; }

    /// <summary>Is told of the process as soon as it runs, unless it has ended already; so that what a killed parent left can be found.</summary>
    public Action<RunningProcess>? OnStarted { get; init; }

    /// <summary>Sees each line of standard output as it comes.</summary>
    public Action<CapturedText>? OnOutputLine { get; init; }

    /// <summary>Sees each line of standard error as it comes.</summary>
    public Action<CapturedText>? OnErrorLine { get; init; }
}

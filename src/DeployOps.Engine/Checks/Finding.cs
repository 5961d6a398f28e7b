namespace DeployOps.Engine.Checks;

/// <summary>One answer of a check about one subject. It never holds the value of a secret.</summary>
public sealed record Finding
{
    /// <summary>The check's identifier, such as <c>ENV012</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The check's title.</summary>
    public required string Title { get; init; }

    /// <summary>The check's family.</summary>
    public required CheckFamily Family { get; init; }

    /// <summary>The family as a report's heading names it.</summary>
    public string FamilyTitle => FamilyTitles.Of(Family);

    /// <summary>How much it weighs.</summary>
    public required Severity Severity { get; init; }

    /// <summary>What was found.</summary>
    public required FindingStatus Status { get; init; }

    /// <summary>What it is about: a key, a service, a path, a table.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The file, relative to the project's root with <c>/</c> between folders; <see langword="null"/> for none.</summary>
    public string? File { get; init; }

    /// <summary>The line in <see cref="File"/>, counted from 1.</summary>
    public int? Line { get; init; }

    /// <summary>What was seen.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it; empty when there is nothing to do.</summary>
    public string Fix { get; init; } = "";

    /// <summary>The rows of the checklists it answers.</summary>
    public string Row { get; init; } = "";

    /// <summary>Whether it keeps a gate from passing by being skipped.</summary>
    public bool Optional { get; init; }

    /// <summary>How long its check had run when it was found.</summary>
    public TimeSpan Elapsed { get; init; }
}

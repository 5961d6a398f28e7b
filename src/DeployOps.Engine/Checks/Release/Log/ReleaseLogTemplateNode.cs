namespace DeployOps.Engine.Checks.Release.Log;

/// <summary>A part of a template.</summary>
internal abstract record ReleaseLogTemplateNode;

/// <summary>Plain text.</summary>
internal sealed record ReleaseLogTemplateText(string Text) : ReleaseLogTemplateNode;

/// <summary>A place for a value.</summary>
internal sealed record ReleaseLogTemplateValue(string Name) : ReleaseLogTemplateNode;

/// <summary>A part that is there or not.</summary>
internal sealed record ReleaseLogTemplateSection(string Name, bool Inverted, IReadOnlyList<ReleaseLogTemplateNode> Parts) : ReleaseLogTemplateNode;

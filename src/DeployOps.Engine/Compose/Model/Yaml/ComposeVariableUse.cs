namespace DeployOps.Engine.Compose.Model.Yaml;

/// <summary>A place where a value names a variable.</summary>
/// <param name="Variable">The variable as written.</param>
/// <param name="Source">The place.</param>
/// <param name="IsSet">Whether it has a value, an empty one included.</param>
/// <param name="IsEmpty">Whether it is not set or empty.</param>
public sealed record ComposeVariableUse(ComposeTemplateVariable Variable, SourceLine Source, bool IsSet, bool IsEmpty);

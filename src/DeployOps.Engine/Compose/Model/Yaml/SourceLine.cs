namespace DeployOps.Engine.Compose.Model.Yaml;

/// <summary>The place of a service, a property or a value.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line, counted from 1.</param>
public readonly record struct SourceLine(ComposeFile File, int Line)
{
    /// <summary>The path and the line.</summary>
    public override string ToString() => $"{File.Path}:{Line}";
}

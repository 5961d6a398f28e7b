namespace DeployOps.Engine.Compose.Model.Yaml;

/// <summary>A compose file that was read, and where its relative paths start.</summary>
/// <param name="Path">The file's full path.</param>
/// <param name="WorkingDirectory">
/// The folder its relative paths are taken from: the project's folder for a file named on the command line, the file's own
/// folder for one that is extended or included.
/// </param>
public sealed record ComposeFile(string Path, string WorkingDirectory)
{
    /// <summary>How the file came in.</summary>
    public ComposeFileRole Role { get; init; } = ComposeFileRole.Named;

    /// <summary>The variables its values see; an included file may have an environment file of its own.</summary>
    internal Func<string, string?> Lookup { get; init; } = _ => null;

    /// <summary>The path alone: the look-up gives secrets.</summary>
    public override string ToString() => Path;
}

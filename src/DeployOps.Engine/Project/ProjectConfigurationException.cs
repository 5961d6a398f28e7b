namespace DeployOps.Engine.Project;

/// <summary><c>deployops.yml</c> cannot be read as a project. Nothing was run.</summary>
public sealed class ProjectConfigurationException(string file, int line, string setting, string reason)
    : DeployOpsException(
        "ProjectConfigurationInvalid",
        FailureKind.InvalidData,
        $"{file}({line}): {(setting.Length == 0 ? "" : $"'{setting}': ")}{reason}",
        "Correct that line; docs/deployops.yml.md lists every setting. Nothing was run.")
{
    /// <summary>The configuration file.</summary>
    public string File { get; } = file;

    /// <summary>The line, counted from 1.</summary>
    public int Line { get; } = line;

    /// <summary>The setting's path, such as <c>env.files.path</c>.</summary>
    public string Setting { get; } = setting;
}

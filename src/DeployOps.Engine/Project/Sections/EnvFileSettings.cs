using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Engine.Project.Sections;

/// <summary>One environment file.</summary>
public sealed record EnvFileSettings
{
    /// <summary>The file with the values, relative to the root.</summary>
    public required string Path { get; init; }

    /// <summary>The file with the keys; <see langword="null"/> when there is none.</summary>
    public string? Sample { get; init; }

    /// <summary>
    /// Values for <c>New-EnvFile</c>, by key. A value may name other keys of the file as <c>${KEY}</c>. Not for secrets:
    /// those are generated.
    /// </summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    internal static EnvFileSettings Read(YamlSection section)
    {
        var settings = new EnvFileSettings
        {
            Path = section.RequiredText("path"),
            Sample = section.Text("sample"),
            Values = section.TextMap("values"),
        };
        section.End();
        return settings;
    }
}

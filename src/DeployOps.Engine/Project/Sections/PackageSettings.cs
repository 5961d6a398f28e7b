using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Engine.Project.Sections;

/// <summary>Section <c>package</c>: the files that an operator needs beside the compose file.</summary>
public sealed record PackageSettings
{
    /// <summary>The files, relative to the root; a file with alternatives is written <c>deploy.md | ops/deploy.md</c>.</summary>
    public IReadOnlyList<string> Files { get; init; } =
        ["deploy.md | ops/deploy.md | docs/deploy.md", "release.log.template | ops/release.log.template"];

    internal static PackageSettings Read(YamlSection section)
    {
        var settings = section.Has("files") ? new PackageSettings { Files = section.Texts("files") } : new PackageSettings();
        section.End();
        return settings;
    }
}

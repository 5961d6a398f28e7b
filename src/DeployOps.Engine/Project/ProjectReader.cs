using DeployOps.Engine.Files;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Engine.Project;

/// <summary>Finds a project and reads it.</summary>
public static class ProjectReader
{
    /// <summary>Finds the project of a folder: its <c>deployops.yml</c>, the nearest one above, or else a compose file in it.</summary>
    /// <param name="folder">The folder to start from, or the path of a configuration file.</param>
    /// <exception cref="ProjectNotFoundException">There is neither.</exception>
    /// <exception cref="ProjectConfigurationException">The configuration cannot be read.</exception>
    public static DeployProject Find(string folder)
    {
        var start = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (File.Exists(start))
        {
            return Read(start);
        }

        for (var current = start; current is not null; current = Path.GetDirectoryName(current))
        {
            var configuration = ProjectConventions.ConfigurationFiles.Select(name => Path.Combine(current, name)).FirstOrDefault(File.Exists);
            if (configuration is not null)
            {
                return Read(configuration);
            }
        }

        return ProjectConventions.ComposeFiles.Any(name => File.Exists(Path.Combine(start, name)))
            ? ProjectConventions.Complete(new DeployProject { Root = start, Name = NameOf(start) })
            : throw new ProjectNotFoundException(start);
    }

    /// <summary>Finds the project of a folder, or takes the folder as it is when there is none: for operations on single files.</summary>
    /// <exception cref="ProjectConfigurationException">The configuration cannot be read.</exception>
    public static DeployProject FindOrBare(string folder)
    {
        try
        {
            return Find(folder);
        }
        catch (ProjectNotFoundException)
        {
            var root = Path.GetFullPath(folder);
            return ProjectConventions.Complete(new DeployProject { Root = root, Name = NameOf(root) });
        }
    }

    /// <summary>Reads a configuration file.</summary>
    /// <exception cref="ProjectConfigurationException">It cannot be read.</exception>
    /// <exception cref="Files.Permissions.NotARegularFileException">It is a pipe, a socket or a device.</exception>
    public static DeployProject Read(string configurationFile)
    {
        RegularFile.Demand(configurationFile);
        return Parse(configurationFile, File.ReadAllText(configurationFile));
    }

    /// <summary>Reads the text of a configuration file.</summary>
    /// <param name="configurationFile">Where it stands; its folder is the project's root.</param>
    /// <param name="text">The YAML text.</param>
    /// <exception cref="ProjectConfigurationException">It cannot be read.</exception>
    public static DeployProject Parse(string configurationFile, string text)
    {
        var root = Path.GetDirectoryName(Path.GetFullPath(configurationFile))!;
        var section = YamlFile.Read(Path.GetFileName(configurationFile), text);
        var project = new DeployProject
        {
            Root = root,
            ConfigurationFile = Path.GetFullPath(configurationFile),
            Name = section.Text("name") ?? NameOf(root),
            Compose = ComposeSettings.Read(section.Section("compose")),
            Env = EnvSettings.Read(section.Section("env")),
            Tag = TagSettings.Read(section.Section("tag")),
            Package = PackageSettings.Read(section.Section("package")),
            Hygiene = HygieneSettings.Read(section.Section("hygiene")),
            ReleaseLog = ReleaseLogSettings.Read(section.Section("release-log")),
            Release = ReleaseSettings.Read(section.Section("release")),
            Smoke = SmokeSettings.Read(section.Section("smoke")),
            Health = HealthSettings.Read(section.Section("health")),
            Backup = BackupSettings.Read(section.Section("backup")),
            Host = HostSettings.Read(section.Section("host")),
            Checks = CheckSettings.Read(section.Section("checks")),
        };
        section.End();
        return ProjectConventions.Complete(project);
    }

    private static string NameOf(string root) => Path.GetFileName(root.TrimEnd(Path.DirectorySeparatorChar)) is { Length: > 0 } name ? name : "root";
}

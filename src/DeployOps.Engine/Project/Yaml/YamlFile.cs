using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace DeployOps.Engine.Project.Yaml;

/// <summary>Opens a configuration file as its outermost section.</summary>
public static class YamlFile
{
    /// <summary>Reads the file's only document.</summary>
    /// <param name="name">The file's name for messages.</param>
    /// <param name="text">The file's text.</param>
    /// <exception cref="ProjectConfigurationException">It is not YAML, or not a mapping.</exception>
    public static YamlSection Read(string name, string text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException failure)
        {
            // The parser's own message can quote the text, so only the place is taken from it.
            throw new ProjectConfigurationException(name, (int)failure.Start.Line, "", "is not valid YAML here");
        }

        return stream.Documents.Count == 0
            ? new YamlSection(name, "", null, 1)
            : stream.Documents[0].RootNode switch
            {
                YamlMappingNode mapping => new YamlSection(name, "", mapping, 1),
                YamlScalarNode { Value: null or "" } => new YamlSection(name, "", null, 1),
                var other => throw new ProjectConfigurationException(name, (int)other.Start.Line, "", "must be a group of settings"),
            };
    }
}

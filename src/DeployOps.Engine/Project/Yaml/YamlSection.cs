using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace DeployOps.Engine.Project.Yaml;

/// <summary>
/// A mapping of <c>deployops.yml</c>, read setting by setting. It remembers which settings were asked for, so that
/// <see cref="End"/> can refuse a misspelt one by name instead of ignoring it.
/// </summary>
public sealed class YamlSection
{
    private readonly Dictionary<string, YamlNode> _settings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly string _file;
    private readonly string _path;

    internal YamlSection(string file, string path, YamlMappingNode? node, int line)
    {
        _file = file;
        _path = path;
        Line = line;
        foreach (var (key, value) in (IEnumerable<KeyValuePair<YamlNode, YamlNode>>?)node?.Children ?? [])
        {
            var name = (key as YamlScalarNode)?.Value ?? throw Invalid("", (int)key.Start.Line, "a setting's name must be a plain text");
            Demand(name, value);
            _settings[name] = value;
            _lines[name] = (int)key.Start.Line;
        }
    }

    /// <summary>The line where the section starts, counted from 1.</summary>
    public int Line { get; }

    /// <summary>Whether the setting is there.</summary>
    public bool Has(string name) => _settings.ContainsKey(name);

    /// <summary>The line of a setting, or of the section when the setting is not there.</summary>
    public int LineOf(string name) => _lines.GetValueOrDefault(name, Line);

    /// <summary>A text, or <see langword="null"/> when the setting is not there or empty.</summary>
    public string? Text(string name) => Scalar(name) is { Length: > 0 } text ? text : null;

    /// <summary>A text that must be there.</summary>
    public string RequiredText(string name) => Text(name) ?? throw Invalid(name, LineOf(name), "is needed here");

    /// <summary>A yes or no.</summary>
    public bool Flag(string name, bool otherwise) => Text(name)?.ToLowerInvariant() switch
    {
        null => otherwise,
        "true" or "yes" or "on" => true,
        "false" or "no" or "off" => false,
        _ => throw Invalid(name, LineOf(name), "must be true or false"),
    };

    /// <summary>A whole number within bounds.</summary>
    public int Number(string name, int otherwise, int least = 0, int most = int.MaxValue)
    {
        if (Text(name) is not { } text)
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Invalid(name, LineOf(name), $"must be a whole number from {least} to {most}");
    }

    /// <summary>A duration: a number of seconds, or a number with <c>ms</c>, <c>s</c>, <c>m</c>, <c>h</c> or <c>d</c>.</summary>
    public TimeSpan Duration(string name, TimeSpan otherwise) =>
        Text(name) is not { } text
            ? otherwise
            : YamlDuration.TryParse(text) ?? throw Invalid(name, LineOf(name), "must be a duration such as 30s, 5m or 1h");

    /// <summary>One of the names of an enumeration, in lower case with <c>-</c> between words.</summary>
    public TChoice Choice<TChoice>(string name, TChoice otherwise)
        where TChoice : struct, Enum
    {
        if (Text(name) is not { } text)
        {
            return otherwise;
        }

        return Enum.TryParse<TChoice>(text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var choice) && Enum.IsDefined(choice)
            ? choice
            : throw Invalid(name, LineOf(name), $"must be one of {string.Join(", ", Enum.GetNames<TChoice>()).ToLowerInvariant()}");
    }

    /// <summary>A list of texts; a single text is a list of one.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        _known.Add(name);
        return _settings.GetValueOrDefault(name) switch
        {
            null or YamlScalarNode { Value: null or "" } => [],
            YamlScalarNode one => [one.Value!],
            YamlSequenceNode many => [.. many.Select(item => (item as YamlScalarNode)?.Value ?? throw Invalid(name, (int)item.Start.Line, "must be a list of texts"))],
            var other => throw Invalid(name, (int)other.Start.Line, "must be a list of texts"),
        };
    }

    /// <summary>A mapping of names to texts, in the order of the file.</summary>
    public IReadOnlyDictionary<string, string> TextMap(string name)
    {
        _known.Add(name);
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        switch (_settings.GetValueOrDefault(name))
        {
            case null or YamlScalarNode { Value: null or "" }:
                break;
            case YamlMappingNode mapping:
                foreach (var (key, value) in mapping.Children)
                {
                    map[(key as YamlScalarNode)?.Value ?? throw Invalid(name, (int)key.Start.Line, "must map names to texts")] =
                        (value as YamlScalarNode)?.Value ?? throw Invalid(name, (int)value.Start.Line, "must map names to texts");
                }

                break;
            case var other:
                throw Invalid(name, (int)other.Start.Line, "must map names to texts");
        }

        return map;
    }

    /// <summary>A nested section; an empty one when the setting is not there.</summary>
    public YamlSection Section(string name)
    {
        _known.Add(name);
        return _settings.GetValueOrDefault(name) switch
        {
            null or YamlScalarNode { Value: null or "" } => new YamlSection(_file, PathOf(name), null, LineOf(name)),
            YamlMappingNode mapping => new YamlSection(_file, PathOf(name), mapping, (int)mapping.Start.Line),
            var other => throw Invalid(name, (int)other.Start.Line, "must be a group of settings"),
        };
    }

    /// <summary>A list of sections.</summary>
    public IReadOnlyList<YamlSection> Sections(string name)
    {
        _known.Add(name);
        return _settings.GetValueOrDefault(name) switch
        {
            null or YamlScalarNode { Value: null or "" } => [],
            YamlSequenceNode many =>
            [
                .. many.Select(item => item is YamlMappingNode mapping
                    ? new YamlSection(_file, PathOf(name), mapping, (int)mapping.Start.Line)
                    : throw Invalid(name, (int)item.Start.Line, "must be a list of groups of settings")),
            ],
            var other => throw Invalid(name, (int)other.Start.Line, "must be a list of groups of settings"),
        };
    }

    /// <summary>Refuses every setting that nobody asked for.</summary>
    /// <exception cref="ProjectConfigurationException">There is one.</exception>
    public void End()
    {
        foreach (var name in _settings.Keys.Where(name => !_known.Contains(name)))
        {
            var known = _known.Count == 0 ? "none" : string.Join(", ", _known.Order(StringComparer.Ordinal));
            throw Invalid(name, LineOf(name), $"is not a setting; known here: {known}");
        }
    }

    /// <summary>A failure that names a setting of this section.</summary>
    public ProjectConfigurationException Invalid(string name, string reason) => Invalid(name, LineOf(name), reason);

    private ProjectConfigurationException Invalid(string name, int line, string reason) => new(_file, line, PathOf(name), reason);

    // No setting is a text with a NUL, and a path with one is refused by the system in the middle of something.
    private void Demand(string name, YamlNode value)
    {
        foreach (var text in value is YamlSequenceNode many ? many.Children : [value])
        {
            if (text is YamlScalarNode { Value: { } written } && written.Contains('\0', StringComparison.Ordinal))
            {
                throw Invalid(name, (int)text.Start.Line, "holds a NUL character");
            }
        }
    }

    private string PathOf(string name) => _path.Length == 0 ? name : name.Length == 0 ? _path : $"{_path}.{name}";

    private string? Scalar(string name)
    {
        _known.Add(name);
        return _settings.GetValueOrDefault(name) switch
        {
            null => null,
            YamlScalarNode scalar => scalar.Value,
            var other => throw Invalid(name, (int)other.Start.Line, "must be a single value"),
        };
    }
}

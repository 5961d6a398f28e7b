using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Engine.Project.Sections;

/// <summary>One request of the smoke test, in section <c>smoke.requests</c>. Everything that is written has to hold.</summary>
public sealed record SmokeRequestSettings
{
    // RFC 9110, 5.6.2: what a field's name is made of, besides letters and digits.
    private const string NameMarks = "!#$%&'*+-.^_`|~";

    /// <summary>The path with its query, such as <c>/api/openapi.json</c> (<c>path</c>).</summary>
    public required string Path { get; init; }

    /// <summary>The expected status code (<c>status</c>, 200). Redirects are not followed: a 301 is a 301.</summary>
    public int Status { get; init; } = 200;

    /// <summary>A text that the body has to hold, upper and lower case told apart (<c>contains</c>).</summary>
    public string? Contains { get; init; }

    /// <summary>
    /// Values in a JSON body, by JSON path (<see cref="SmokeJsonPath"/>): <c>$.status: healthy</c> (<c>json</c>). A text is compared as it is,
    /// a number by its value, and <c>true</c>, <c>false</c> and <c>null</c> by their names.
    /// </summary>
    public IReadOnlyDictionary<string, string> Json { get; init; } = new Dictionary<string, string>();

    /// <summary>Response headers, by name, each with a text that its value has to hold, upper and lower case alike (<c>headers</c>).</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>How long the answer may take with its body (<c>latency</c>, 2 s).</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The environment variable whose value is sent as a bearer token (<c>token-variable</c>).</summary>
    public string? TokenVariable { get; init; }

    internal static SmokeRequestSettings Read(YamlSection section)
    {
        var settings = new SmokeRequestSettings
        {
            Path = section.RequiredText("path"),
            Status = section.Number("status", 200, least: 100, most: 599),
            Contains = section.Text("contains"),
            Json = section.TextMap("json"),
            Headers = section.TextMap("headers"),
            Latency = section.Duration("latency", TimeSpan.FromSeconds(2)),
            TokenVariable = section.Text("token-variable"),
        };
        section.End();
        Validate(section, settings);
        return settings;
    }

    private static void Validate(YamlSection section, SmokeRequestSettings settings)
    {
        if (!settings.Path.StartsWith('/'))
        {
            throw section.Invalid("path", "must start with /");
        }

        if (settings.Path.Any(character => character is '#' or '\\' || char.IsControl(character)))
        {
            throw section.Invalid("path", "holds a character that a path cannot have: #, \\ or a control character");
        }

        if (settings.Json.Keys.FirstOrDefault(path => SmokeJsonPath.TryParse(path) is null) is { } wrong)
        {
            throw section.Invalid("json", $"'{wrong}' is not a JSON path to one value, such as $.a.b[0]['c']");
        }

        if (settings.Headers.Keys.Any(name => name.Length == 0 || !name.All(character => char.IsAsciiLetterOrDigit(character) || NameMarks.Contains(character, StringComparison.Ordinal))))
        {
            throw section.Invalid("headers", "holds a name that no header can have");
        }

        if (settings.Latency <= TimeSpan.Zero)
        {
            throw section.Invalid("latency", "must be more than nothing");
        }
    }
}

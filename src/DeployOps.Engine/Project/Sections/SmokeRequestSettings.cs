using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Engine.Project.Sections;

/// <summary>One request of the smoke test, in section <c>smoke.requests</c>. Everything that is written has to hold.</summary>
public sealed record SmokeRequestSettings
{
    /// <summary>The path with its query, such as <c>/api/openapi.json</c> (<c>path</c>).</summary>
    public required string Path { get; init; }

    /// <summary>The expected status code (<c>status</c>, 200).</summary>
    public int Status { get; init; } = 200;

    /// <summary>A text that the body has to hold (<c>contains</c>).</summary>
    public string? Contains { get; init; }

    /// <summary>Values in a JSON body, by JSON path (RFC 9535, its child and index selectors): <c>$.status: healthy</c> (<c>json</c>).</summary>
    public IReadOnlyDictionary<string, string> Json { get; init; } = new Dictionary<string, string>();

    /// <summary>Response headers, by name, each with a text that its value has to hold (<c>headers</c>).</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>How long the answer may take (<c>latency</c>, 2 s).</summary>
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
        return settings.Path.StartsWith('/') ? settings : throw section.Invalid("path", "must start with /");
    }
}

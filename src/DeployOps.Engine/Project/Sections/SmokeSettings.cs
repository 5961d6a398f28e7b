using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Engine.Project.Sections;

/// <summary>Section <c>smoke</c>: what must answer after a release.</summary>
public sealed record SmokeSettings
{
    /// <summary>Where the stack answers, such as <c>https://shop.example</c> (<c>base-url</c>); the proxy's published port when left out.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>The requests (<c>requests</c>); <c>/</c> and <c>/api/openapi.json</c> unless said otherwise (row RB9).</summary>
    public IReadOnlyList<SmokeRequestSettings> Requests { get; init; } = [new() { Path = "/" }, new() { Path = "/api/openapi.json" }];

    /// <summary>How often a request is tried again (<c>retries</c>, 4).</summary>
    public int Retries { get; init; } = 4;

    /// <summary>How long to wait before the first further try; it doubles each time (<c>backoff</c>, 500 ms).</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How many log lines of each service are read for fatal errors (<c>log-lines</c>, 200; row RB10). 0 reads none.</summary>
    public int LogLines { get; init; } = 200;

    /// <summary>Further regular expressions that make a log line fatal (<c>fatal</c>).</summary>
    public IReadOnlyList<string> Fatal { get; init; } = [];

    /// <summary>Regular expressions of log lines that are known and harmless (<c>ignore</c>).</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    internal static SmokeSettings Read(YamlSection section)
    {
        var settings = new SmokeSettings
        {
            BaseUrl = section.Text("base-url"),
            Retries = section.Number("retries", 4, least: 0, most: 100),
            Backoff = section.Duration("backoff", TimeSpan.FromMilliseconds(500)),
            LogLines = section.Number("log-lines", 200, least: 0, most: 100_000),
            Fatal = section.Texts("fatal"),
            Ignore = section.Texts("ignore"),
        };
        settings = section.Has("requests") ? settings with { Requests = [.. section.Sections("requests").Select(SmokeRequestSettings.Read)] } : settings;
        section.End();
        return settings;
    }
}

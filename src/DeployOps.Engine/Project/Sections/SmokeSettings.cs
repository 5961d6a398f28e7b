using System.Text.RegularExpressions;
using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Engine.Project.Sections;

/// <summary>Section <c>smoke</c>: what must answer after a release.</summary>
public sealed record SmokeSettings
{
    private const int LongestPattern = 1000;

    /// <summary>Where the stack answers, such as <c>https://shop.example</c> (<c>base-url</c>); the proxy's published port when left out.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>The requests (<c>requests</c>); <c>/</c> and <c>/api/openapi.json</c> unless said otherwise (row RB9).</summary>
    public IReadOnlyList<SmokeRequestSettings> Requests { get; init; } = [new() { Path = "/" }, new() { Path = "/api/openapi.json" }];

    /// <summary>How often a request is tried again (<c>retries</c>, 4).</summary>
    public int Retries { get; init; } = 4;

    /// <summary>How long to wait before the first further try; it doubles each time, up to 30 s (<c>backoff</c>, 500 ms).</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long one try may last before it is given up (<c>timeout</c>, 10 s); never less than the request's <c>latency</c>.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many log lines of each service are read for fatal errors (<c>log-lines</c>, 200; row RB10). 0 reads none.</summary>
    public int LogLines { get; init; } = 200;

    /// <summary>Further regular expressions that make a log line fatal (<c>fatal</c>).</summary>
    public IReadOnlyList<string> Fatal { get; init; } = [];

    /// <summary>Regular expressions of log lines that are known and harmless (<c>ignore</c>).</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>A regular expression of <c>fatal</c> or <c>ignore</c>: without backtracking, and with a limit, so that no line can make it run long.</summary>
    /// <exception cref="ArgumentException">It is not one.</exception>
    /// <exception cref="NotSupportedException">It needs backtracking.</exception>
    public static Regex Expression(string pattern) =>
        new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(2));

    /// <summary>Whether an address can be asked: http or https, with a host, and without credentials, query or fragment.</summary>
    public static bool IsBaseUrl(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            && address.Host.Length > 0 && address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0;
    }

    internal static SmokeSettings Read(YamlSection section)
    {
        var settings = new SmokeSettings
        {
            BaseUrl = section.Text("base-url"),
            Retries = section.Number("retries", 4, least: 0, most: 100),
            Backoff = section.Duration("backoff", TimeSpan.FromMilliseconds(500)),
            Timeout = section.Duration("timeout", TimeSpan.FromSeconds(10)),
            LogLines = section.Number("log-lines", 200, least: 0, most: 100_000),
            Fatal = Patterns(section, "fatal"),
            Ignore = Patterns(section, "ignore"),
        };
        settings = section.Has("requests") ? settings with { Requests = [.. section.Sections("requests").Select(SmokeRequestSettings.Read)] } : settings;
        section.End();
        if (settings.BaseUrl is { } text && !(Uri.TryCreate(text, UriKind.Absolute, out var address) && IsBaseUrl(address)))
        {
            throw section.Invalid("base-url", "must be a URL such as https://shop.example, without credentials (see token-variable), query or fragment");
        }

        return settings.Timeout > TimeSpan.Zero ? settings : throw section.Invalid("timeout", "must be more than nothing");
    }

    private static IReadOnlyList<string> Patterns(YamlSection section, string name)
    {
        var patterns = section.Texts(name);
        foreach (var pattern in patterns)
        {
            Demand(section, name, pattern);
        }

        return patterns;
    }

    private static void Demand(YamlSection section, string name, string pattern)
    {
        if (pattern.Length is 0 or > LongestPattern)
        {
            throw section.Invalid(name, $"holds a pattern that is empty or longer than {LongestPattern} characters");
        }

        try
        {
            var expression = Expression(pattern);
            if (expression.IsMatch("") && expression.IsMatch("a"))
            {
                throw section.Invalid(name, $"'{pattern}' matches every line");
            }
        }
        catch (ArgumentException)
        {
            throw section.Invalid(name, $"'{pattern}' is not a regular expression");
        }
        catch (NotSupportedException)
        {
            throw section.Invalid(name, $"'{pattern}' needs look-around or back-references, which are not supported, or grows too large");
        }
    }
}

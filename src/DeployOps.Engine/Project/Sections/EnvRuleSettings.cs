using System.Text.RegularExpressions;
using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Engine.Project.Sections;

/// <summary>
/// A rule of the project's own about the values of keys, in section <c>env.rules</c>. It has an <c>id</c>, a <c>title</c>, the
/// <c>keys</c> it holds for, and at least one demand; all demands of a rule must be met. A key that is not set meets every
/// demand but <c>required</c>.
/// </summary>
public sealed partial record EnvRuleSettings
{
    private const int LongestPattern = 1000;

    /// <summary>The rule's identifier, such as <c>SHOP001</c> or <c>ENV901</c>; <c>ENV000</c> to <c>ENV899</c> are the built-in ones.</summary>
    public required string Id { get; init; }

    /// <summary>What should be, as a short statement.</summary>
    public required string Title { get; init; }

    /// <summary>How much it weighs: <c>p0</c>, <c>p1</c> or <c>p2</c>.</summary>
    public Severity Severity { get; init; } = Severity.P1;

    /// <summary>The rows of a checklist that it answers; empty for none.</summary>
    public string Row { get; init; } = "";

    /// <summary>The keys it holds for, upper and lower case alike; <c>*</c> stands for any characters, <c>?</c> for one.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>The environment files it holds for, as they are named in <c>env.files</c>; empty for all.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary><c>required</c>: each key is set in at least one file, to more than nothing. Not with wildcards.</summary>
    public bool Required { get; init; }

    /// <summary><c>equals</c>: the value is this text.</summary>
    public string? EqualTo { get; init; }

    /// <summary><c>one-of</c>: the value is one of these texts.</summary>
    public IReadOnlyList<string> OneOf { get; init; } = [];

    /// <summary><c>not-equals</c>: the value is none of these texts, upper and lower case alike.</summary>
    public IReadOnlyList<string> NotEqualTo { get; init; } = [];

    /// <summary><c>scheme</c>: the value is a URL with one of these schemes.</summary>
    public IReadOnlyList<string> Schemes { get; init; } = [];

    /// <summary><c>matches</c>: the whole value matches this regular expression (no look-around, no back-references).</summary>
    public string? Matches { get; init; }

    /// <summary><c>not-matches</c>: no part of the value matches this regular expression.</summary>
    public string? NotMatches { get; init; }

    /// <summary><c>min-length</c>: the value has at least this many characters; 0 demands nothing.</summary>
    public int MinimumLength { get; init; }

    /// <summary><c>not-loopback</c>: the value, a URL or a host, does not point at this machine.</summary>
    public bool NotLoopback { get; init; }

    /// <summary><c>url</c>: the value is a well-formed URL with a host.</summary>
    public bool Url { get; init; }

    /// <summary>The rule's line in the configuration file, counted from 1; 0 when it does not come from one.</summary>
    public int Line { get; init; }

    /// <summary>
    /// A regular expression of a rule, made so that no value can make it run long: without backtracking, and with a limit.
    /// </summary>
    /// <exception cref="ArgumentException">It is not one.</exception>
    /// <exception cref="NotSupportedException">It needs backtracking.</exception>
    public static Regex Expression(string pattern) =>
        new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(2));

    internal static EnvRuleSettings Read(YamlSection section)
    {
        var settings = new EnvRuleSettings
        {
            Id = section.RequiredText("id"),
            Title = section.RequiredText("title"),
            Severity = section.Choice("severity", Severity.P1),
            Row = section.Text("row") ?? "",
            Keys = section.Texts("keys"),
            Files = section.Texts("files"),
            Required = section.Flag("required", otherwise: false),
            EqualTo = section.Text("equals"),
            OneOf = section.Texts("one-of"),
            NotEqualTo = section.Texts("not-equals"),
            Schemes = section.Texts("scheme"),
            Matches = Pattern(section, "matches"),
            NotMatches = Pattern(section, "not-matches"),
            MinimumLength = section.Number("min-length", 0, most: 100_000),
            NotLoopback = section.Flag("not-loopback", otherwise: false),
            Url = section.Flag("url", otherwise: false),
            Line = section.LineOf("id"),
        };
        section.End();
        Validate(section, settings);
        return settings;
    }

    private static void Validate(YamlSection section, EnvRuleSettings settings)
    {
        if (!IdForm().IsMatch(settings.Id))
        {
            throw section.Invalid("id", "must be 2 to 12 capital letters and then three digits, such as SHOP001");
        }

        if (settings.Id.StartsWith("ENV", StringComparison.Ordinal) && settings.Id.Length == 6 && settings.Id[3] != '9')
        {
            throw section.Invalid("id", "is kept for a built-in check; take ENV900 to ENV999 or another prefix");
        }

        if (settings.Keys.Count == 0)
        {
            throw section.Invalid("keys", "needs at least one key");
        }

        if (settings.Required && settings.Keys.Any(key => key.Contains('*', StringComparison.Ordinal) || key.Contains('?', StringComparison.Ordinal)))
        {
            throw section.Invalid("keys", "cannot hold a wildcard together with 'required'");
        }

        var demands = settings.Required || settings.EqualTo is not null || settings.OneOf.Count > 0 || settings.NotEqualTo.Count > 0 || settings.Schemes.Count > 0
            || settings.Matches is not null || settings.NotMatches is not null || settings.MinimumLength > 0 || settings.NotLoopback || settings.Url;
        if (!demands)
        {
            throw section.Invalid("id", "demands nothing; add one of required, equals, one-of, not-equals, scheme, matches, not-matches, min-length, not-loopback, url");
        }
    }

    private static string? Pattern(YamlSection section, string name)
    {
        if (section.Text(name) is not { } pattern)
        {
            return null;
        }

        if (pattern.Length > LongestPattern)
        {
            throw section.Invalid(name, $"is longer than {LongestPattern} characters");
        }

        try
        {
            _ = Expression(pattern);
            return pattern;
        }
        catch (ArgumentException)
        {
            throw section.Invalid(name, "is not a regular expression");
        }
        catch (NotSupportedException)
        {
            throw section.Invalid(name, "needs look-around or back-references, which are not supported, or grows too large");
        }
    }

    [GeneratedRegex("^[A-Z]{2,12}[0-9]{3}$", RegexOptions.CultureInvariant)]
    private static partial Regex IdForm();
}

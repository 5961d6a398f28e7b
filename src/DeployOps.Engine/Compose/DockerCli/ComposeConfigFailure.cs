using System.Globalization;
using System.Text.RegularExpressions;
using DeployOps.Engine.Compose.Model;
using DeployOps.Engine.Compose.Model.Yaml;
using DeployOps.Engine.EnvFiles;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Compose.DockerCli;

/// <summary>
/// Why compose refuses the files, without a value. Compose's own words can carry whole secrets (a value after a closing quote,
/// the text of <c>${X:?…}</c>, a bad port), so only their kind and place are taken from them, and a name is shown only
/// when it stands as a name in the files.
/// </summary>
/// <param name="Kind">The kind of failure.</param>
/// <param name="Message">What is wrong, as a sentence without a subject.</param>
public sealed partial record ComposeConfigFailure(ComposeConfigFailureKind Kind, string Message)
{
    /// <summary>The place inside the compose file, such as <c>services.db.ports</c>; empty when compose does not say.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The file's full path, when it is known.</summary>
    public string? File { get; init; }

    /// <summary>The line, counted from 1, when it is known.</summary>
    public int? Line { get; init; }

    /// <summary>Reads what compose wrote to standard error.</summary>
    /// <param name="messages">What it wrote.</param>
    /// <param name="model">The files as the embedded reading has them, for names and lines; <see langword="null"/> when it could not read them.</param>
    /// <param name="files">The files that were named, compose and environment files alike.</param>
    public static ComposeConfigFailure Read(CapturedText messages, ComposeModel? model, IReadOnlyList<string> files)
    {
        var text = WithoutWarnings(messages.Reveal());
        var rule = ComposeErrorRules.All.FirstOrDefault(rule => rule.Sign.IsMatch(text)) ?? ComposeErrorRules.Unknown;
        var failure = new ComposeConfigFailure(rule.Kind, rule.Message) { File = FileOf(text, files), Line = LineOf(text) };
        return model is null ? failure : Locate(failure, text, model);
    }

    private static string WithoutWarnings(string text) =>
        string.Join('\n', text.Split('\n').Where(line => !line.StartsWith("time=\"", StringComparison.Ordinal) && !line.StartsWith("WARN[", StringComparison.Ordinal)));

    private static ComposeConfigFailure Locate(ComposeConfigFailure failure, string text, ComposeModel model)
    {
        foreach (Match match in PathPattern().Matches(text))
        {
            if (Walk(model, Normal(match.Value)) is { } place)
            {
                return failure with { Subject = place.Name, File = place.Source.File.Path, Line = place.Source.Line };
            }
        }

        foreach (Match match in ServicePattern().Matches(text))
        {
            if (model.Service(match.Groups["name"].Value) is { } service)
            {
                return failure with { Subject = service.Name, File = service.Source.File.Path, Line = service.Source.Line };
            }
        }

        return failure;
    }

    private static string Normal(string path) => path.Replace("['", ".", StringComparison.Ordinal).Replace("']", "", StringComparison.Ordinal)
        .Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);

    /// <summary>Follows a path as far as the files have it; what they do not have, or what does not look like a name, is not repeated.</summary>
    private static (string Name, SourceLine Source)? Walk(ComposeModel model, string path)
    {
        ComposeNode? node = model.Root;
        var names = new List<string>();
        SourceLine? source = null;
        foreach (var part in path.Split('.'))
        {
            if (node is not ComposeMapping mapping || mapping.Entry(part) is not { } entry || !IsName(part))
            {
                break;
            }

            names.Add(part);
            source = entry.KeySource;
            node = entry.Value;
        }

        return names.Count > 1 && source is { } found ? (string.Join('.', names), found) : null;
    }

    private static bool IsName(string part) => EnvKeys.IsUsual(part.Replace('-', '_'));

    private static string? FileOf(string text, IReadOnlyList<string> files) =>
        files.FirstOrDefault(file => text.Contains(file, StringComparison.Ordinal)) ?? files.FirstOrDefault(file => text.Contains(Path.GetFileName(file), StringComparison.Ordinal));

    private static int? LineOf(string text) =>
        LinePattern().Match(text) is { Success: true } match && int.TryParse(match.Groups["line"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? line : null;

    [GeneratedRegex(@"\bline (?<line>\d{1,7})\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LinePattern();

    [GeneratedRegex(@"\b(services|networks|volumes|secrets|configs)(\.[\w-]+|\[[\w-]+\]|\['[\w-]+'\])+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PathPattern();

    [GeneratedRegex(@"\bservice ""?(?<name>[\w.-]+)""?", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ServicePattern();
}

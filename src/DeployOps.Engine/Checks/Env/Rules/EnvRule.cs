using DeployOps.Engine.Checks.Env.Keys;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Checks.Env.Rules;

/// <summary>A rule about the values of keys, as data: the built-in pack and a project's own rules have the same shape.</summary>
public sealed record EnvRule
{
    /// <summary>The identifier, title, severity, row and source.</summary>
    public required CheckDescriptor Descriptor { get; init; }

    /// <summary>The keys it holds for; <c>*</c> and <c>?</c> are wildcards.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>Keys that it leaves out.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];

    /// <summary>The files it holds for, as the project names them; empty for all.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Whether each key must be set in at least one file.</summary>
    public bool Required { get; init; }

    /// <summary>Whether only the production pack holds files to it.</summary>
    public bool ProductionOnly { get; init; }

    /// <summary>What is asked of each value that is set.</summary>
    public required IReadOnlyList<EnvDemand> Demands { get; init; }

    /// <summary>What to do about a value that does not meet it.</summary>
    public required string Fix { get; init; }

    internal EnvKeyPattern Pattern => new(Keys, Except);

    /// <summary>A rule of a project.</summary>
    public static EnvRule Of(EnvRuleSettings settings, DeployProject project) => new()
    {
        Descriptor = new CheckDescriptor(settings.Id, settings.Title, CheckFamily.Env, settings.Severity, settings.Row, $"{ConfigurationName(project)}, env.rules"),
        Keys = settings.Keys,
        Files = settings.Files,
        Required = settings.Required,
        Demands = [.. DemandsOf(settings)],
        Fix = $"Give it a value that meets the rule {settings.Id} in {ConfigurationName(project)}.",
    };

    private static string ConfigurationName(DeployProject project) =>
        project.ConfigurationFile is { } file ? Path.GetFileName(file) : ProjectConventions.ConfigurationFiles[0];

    private static IEnumerable<EnvDemand> DemandsOf(EnvRuleSettings settings)
    {
        if (settings.EqualTo is { } text)
        {
            yield return new EnvDemand(EnvDemandKind.OneOf, [text]);
        }

        (EnvDemandKind Kind, IReadOnlyList<string> Texts)[] lists =
        [
            (EnvDemandKind.OneOf, settings.OneOf), (EnvDemandKind.NoneOf, settings.NotEqualTo), (EnvDemandKind.Scheme, settings.Schemes),
            (EnvDemandKind.Matches, settings.Matches is { } pattern ? [pattern] : []), (EnvDemandKind.DoesNotMatch, settings.NotMatches is { } refused ? [refused] : []),
        ];
        foreach (var (kind, texts) in lists.Where(list => list.Texts.Count > 0))
        {
            yield return new EnvDemand(kind, texts);
        }

        if (settings.MinimumLength > 0)
        {
            yield return new EnvDemand(EnvDemandKind.MinimumLength, [], settings.MinimumLength);
        }

        if (settings.NotLoopback)
        {
            yield return new EnvDemand(EnvDemandKind.NotLoopback, []);
        }

        if (settings.Url)
        {
            yield return new EnvDemand(EnvDemandKind.Url, []);
        }
    }
}

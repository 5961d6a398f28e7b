using System.Text.RegularExpressions;
using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Engine.Project.Sections;

/// <summary>A pattern that has to be gone from the source.</summary>
public sealed record HygieneForbiddenSettings
{
    /// <summary>The rule's identifier, such as <c>SRC901</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What should be, as a short statement.</summary>
    public required string Title { get; init; }

    /// <summary>
    /// A regular expression without look-around and references back, so that it takes linear time; <c>^</c> and <c>$</c> stand
    /// for the ends of a line.
    /// </summary>
    public required string Pattern { get; init; }

    /// <summary>The files it is looked for in, as patterns of a <c>.gitignore</c>; all when empty.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>The rows of the checklists that it answers.</summary>
    public string Row { get; init; } = "";

    internal static HygieneForbiddenSettings Read(YamlSection section)
    {
        var settings = new HygieneForbiddenSettings
        {
            Id = section.RequiredText("id"),
            Title = section.RequiredText("title"),
            Pattern = section.RequiredText("pattern"),
            Paths = section.Texts("paths"),
            Row = section.Text("row") ?? "",
        };
        try
        {
            _ = new Regex(settings.Pattern, RegexOptions.NonBacktracking);
        }
        catch (RegexParseException)
        {
            throw section.Invalid("pattern", "is not a regular expression");
        }
        catch (NotSupportedException)
        {
            throw section.Invalid("pattern", "needs look-around or a reference back, which has no bound on its time");
        }

        section.End();
        return settings;
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Project;

/// <summary>
/// The tag of a release: the date of its day or the commit that it was built from. Source: seeds/003, 8 and 4.1; docker's
/// own grammar is that of the distribution reference, <c>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}</c>.
/// </summary>
public sealed partial record ReleaseTag
{
    private ReleaseTag(string text, ReleaseTagKind kind) => (Text, Kind) = (text, kind);

    /// <summary>The tag as it is written.</summary>
    public string Text { get; }

    /// <summary>What it is made of.</summary>
    public ReleaseTagKind Kind { get; }

    /// <summary>The day of a tag of kind <see cref="ReleaseTagKind.Date"/>.</summary>
    public DateOnly? Date { get; private init; }

    /// <summary>Which further release of its day it is, as written after the date; <see langword="null"/> without such a number.</summary>
    public int? Ordinal { get; private init; }

    /// <summary>Applies the tag rule to a text.</summary>
    /// <param name="text">The text, exactly as it would be used: blanks around it are a problem and not cut off.</param>
    /// <param name="format">What the project wants.</param>
    public static ReleaseTagAnswer Parse(string? text, TagFormat format = TagFormat.Any)
    {
        if (string.IsNullOrEmpty(text))
        {
            return ReleaseTagAnswer.Of(ReleaseTagProblem.Empty);
        }

        if (text.Any(char.IsWhiteSpace))
        {
            return ReleaseTagAnswer.Of(ReleaseTagProblem.Blank);
        }

        if (!DockerTag().IsMatch(text))
        {
            return ReleaseTagAnswer.Of(ReleaseTagProblem.NotADockerTag);
        }

        if (text.Equals("latest", StringComparison.OrdinalIgnoreCase))
        {
            return ReleaseTagAnswer.Of(ReleaseTagProblem.Latest);
        }

        if (format != TagFormat.Commit && DateTag().Match(text) is { Success: true } date)
        {
            return ParseDate(text, date);
        }

        if (format != TagFormat.Date && AnyCaseHash().IsMatch(text))
        {
            return text.Any(char.IsAsciiLetterUpper)
                ? ReleaseTagAnswer.Of(ReleaseTagProblem.UpperCaseHash)
                : ReleaseTagAnswer.Of(new ReleaseTag(text, ReleaseTagKind.Commit));
        }

        return ReleaseTagAnswer.Of(format switch
        {
            TagFormat.Date => ReleaseTagProblem.NotADate,
            TagFormat.Commit => ReleaseTagProblem.NotACommit,
            _ => ReleaseTagProblem.NeitherDateNorCommit,
        });
    }

    /// <summary>The tag as it is written.</summary>
    public override string ToString() => Text;

    private static ReleaseTagAnswer ParseDate(string text, Match match)
    {
        if (!DateOnly.TryParseExact(match.Groups["date"].ValueSpan, "yyyy.MM.dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return ReleaseTagAnswer.Of(ReleaseTagProblem.NotInTheCalendar);
        }

        var ordinal = match.Groups["ordinal"];
        return ReleaseTagAnswer.Of(new ReleaseTag(text, ReleaseTagKind.Date)
        {
            Date = date,
            Ordinal = ordinal.Success ? int.Parse(ordinal.ValueSpan, CultureInfo.InvariantCulture) : null,
        });
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}\z", RegexOptions.CultureInvariant)]
    private static partial Regex DockerTag();

    // No leading zero in the further number: 2026.01.14.1 and 2026.01.14.01 would be two tags for one release.
    [GeneratedRegex(@"\A(?<date>2[0-9]{3}\.[0-9]{2}\.[0-9]{2})([.-](?<ordinal>[1-9][0-9]{0,3}))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex DateTag();

    [GeneratedRegex(@"\A[0-9A-Fa-f]{7,40}\z", RegexOptions.CultureInvariant)]
    private static partial Regex AnyCaseHash();
}

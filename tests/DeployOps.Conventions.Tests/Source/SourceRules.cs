using System.Text.RegularExpressions;

namespace DeployOps.Conventions.Tests.Source;

/// <summary>What every source file keeps to, seen from its text.</summary>
internal static partial class SourceRules
{
    private const int MostLines = 350;

    public static IEnumerable<string> Length(string file, string text)
    {
        var lines = text.AsSpan().TrimEnd().Count('\n') + 1;
        if (lines > MostLines)
        {
            yield return $"{file} has {lines} lines; above {MostLines} a room wants a wall";
        }
    }

    public static IEnumerable<string> Names(string file, string text) =>
        TypeName().Matches(text).Select(match => match.Groups[1].Value)
            .Append(Path.GetFileNameWithoutExtension(file))
            .Distinct()
            .Where(name => CatchAllName().IsMatch(name))
            .Select(name => $"{file}: {name} says nothing about what it is for");

    public static IEnumerable<string> Blocking(string file, string text) =>
        Lines(file, text, BlockingWait(), "blocks a thread; await it");

    public static IEnumerable<string> OpenEnds(string file, string text) =>
        Lines(file, text, OpenEnd(), "leaves something for later: do it, or write an issue");

    /// <summary>Only the room of redaction knows how to hide a secret; everyone else asks it for its mask.</summary>
    public static IEnumerable<string> Masks(string file, string text) =>
        Lines(file, text, OwnMask(), "masks by itself; ask DeployOps.Engine.Redaction");

    private static IEnumerable<string> Lines(string file, string text, Regex pattern, string what) =>
        text.Split('\n').Select((line, index) => (line, index)).Where(pair => pattern.IsMatch(pair.line)).Select(pair => $"{file}({pair.index + 1}) {what}");

    [GeneratedRegex(@"\b(?:class|struct|record|interface|enum) (?:struct |class )?(\w+)")]
    private static partial Regex TypeName();

    [GeneratedRegex("(Util|Utils|Utility|Utilities|Helper|Helpers|Misc|Common|Manager)$")]
    private static partial Regex CatchAllName();

    [GeneratedRegex(@"\.GetAwaiter\(\)\.GetResult\(\)|\.Wait\(\)")]
    private static partial Regex BlockingWait();

    [GeneratedRegex(@"^(?!\s*//).*""[^""]*(?<!\*)\*{3}(?!\*)")]
    private static partial Regex OwnMask();

    // In a comment only: a text may hold such a word, as the placeholders of environment files do.
    [GeneratedRegex(@"//.*\b(TO" + @"DO|FIX" + @"ME|HA" + @"CK)\b|\bnew Not" + @"ImplementedException\b")]
    private static partial Regex OpenEnd();
}

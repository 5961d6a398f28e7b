using System.Buffers;
using DeployOps.Engine.Redaction.Matching;

namespace DeployOps.Engine.Redaction.Written;

/// <summary>Finds the secrets that are handed to well-known programs, in a text or in the list of a command's words.</summary>
internal static class ProgramSecrets
{
    private const int LongestPortNumber = 5;

    private static readonly SearchValues<char> PortCharacters = SearchValues.Create("0123456789.:-[]");

    /// <summary>Where they stand in a text that holds command lines.</summary>
    /// <param name="text">The text.</param>
    public static IEnumerable<MatchSpan> Find(string text) => CommandLine.Commands(text).SelectMany(Of).Select(found => found.Span);

    /// <summary>Where they stand in the words of one command, as a compose file lists them.</summary>
    /// <param name="words">The words, without quotes.</param>
    /// <returns>The number of each word that holds one, and where in the word.</returns>
    public static IEnumerable<(int Word, MatchSpan Span)> Find(IReadOnlyList<string> words) =>
        Of([.. words.Select(word => new CommandWord(0, word.Length, word))]);

    private static IEnumerable<(int Word, MatchSpan Span)> Of(IReadOnlyList<CommandWord> words)
    {
        if (words.Count < 2)
        {
            return [];
        }

        var found = new List<(int, MatchSpan)>();
        var isCarried = false;
        for (var index = 0; index < words.Count; index++)
        {
            var program = ProgramName(words[index]);
            if (index == 0 && ProgramRules.Bystanders.Contains(program))
            {
                return [];
            }

            foreach (var rule in ProgramRules.About(program))
            {
                Apply(rule, words, index + 1, isCarried, found);
            }

            isCarried |= ProgramRules.Carriers.Contains(program);
        }

        return found;
    }

    // A name with a folder before it is a program's only where programs lie: /var/lib/mysql is data.
    private static string ProgramName(CommandWord word)
    {
        var (start, end) = word.Inner(0);
        var name = word.Text[(start - word.Start)..(end - word.Start)];
        var slash = name.LastIndexOfAny(['/', '\\']);
        if (slash >= 0)
        {
            var folder = name[..slash];
            name = folder is "." || folder.EndsWith("bin", StringComparison.OrdinalIgnoreCase) ? name[(slash + 1)..] : "";
        }

        return name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? name[..^".exe".Length] : name;
    }

    // Each program word looks at the words up to the next program, so that no word is looked at often.
    private static void Apply(ProgramRule rule, IReadOnlyList<CommandWord> words, int from, bool isCarried, List<(int Word, MatchSpan Span)> found)
    {
        var verb = 0;
        var places = new List<int>();
        for (var index = from; index < words.Count; index++)
        {
            var text = words[index].Text;
            if (text.StartsWith('-'))
            {
                if (verb == rule.Verb.Length)
                {
                    AddOption(rule, words, index, isCarried, found);
                }

                continue;
            }

            if (verb < rule.Verb.Length)
            {
                verb = text.Equals(rule.Verb[verb], StringComparison.OrdinalIgnoreCase) ? verb + 1 : 0;
            }
            else
            {
                places.Add(index);
            }

            if (ProgramRules.About(text).Contains(rule))
            {
                break;
            }
        }

        AddPlaces(rule, words, from, places, found);
    }

    private static void AddOption(ProgramRule rule, IReadOnlyList<CommandWord> words, int index, bool isCarried, List<(int Word, MatchSpan Span)> found)
    {
        var text = words[index].Text;
        foreach (var option in rule.Options)
        {
            if (text == option && index + 1 < words.Count && !words[index + 1].Text.StartsWith('-') && !IsPort(words[index + 1].Text, isCarried))
            {
                Add(words, index + 1, 0, found);
            }
        }

        foreach (var option in rule.Joined.Where(option => text.Length > option.Length && text.StartsWith(option, StringComparison.Ordinal)))
        {
            if (!IsPort(text[option.Length..], isCarried))
            {
                Add(words, index, option.Length + (text[option.Length] == '=' ? 1 : 0), found);
            }
        }

        foreach (var option in rule.Pairs)
        {
            if (text == option && index + 1 < words.Count)
            {
                AddPair(rule, words, index + 1, 0, found);
            }
            else if (text.StartsWith(option, StringComparison.Ordinal) && (!option.StartsWith("--", StringComparison.Ordinal) || text.StartsWith(option + "=", StringComparison.Ordinal)))
            {
                AddPair(rule, words, index, option.Length, found);
            }
        }
    }

    private static void AddPlaces(ProgramRule rule, IReadOnlyList<CommandWord> words, int from, List<int> places, List<(int Word, MatchSpan Span)> found)
    {
        var place = Math.Min(rule.Place, places.Count - 1);
        if (place >= 0 && (rule.Place < places.Count || rule.Place == int.MaxValue))
        {
            Add(words, places[place], 0, found);
        }

        if (rule.LastPlaceWith != default && places.Count > 1
            && Enumerable.Range(from, places[^1] - from).Any(index => words[index].Text is ['-', not '-', ..] flags && flags.Contains(rule.LastPlaceWith, StringComparison.Ordinal)))
        {
            Add(words, places[^1], 0, found);
        }

        foreach (var index in rule.HasPairPlace ? places : [])
        {
            var text = words[index].Text;
            var slash = text.IndexOf('/', StringComparison.Ordinal);
            var at = text.LastIndexOf('@');
            if (slash > 0 && at > slash + 1)
            {
                found.Add((index, new MatchSpan(words[index].Start + slash + 1, words[index].Start + at)));
            }
        }
    }

    // "-u 1000:1000" is the user and the group under which something runs.
    private static void AddPair(ProgramRule rule, IReadOnlyList<CommandWord> words, int index, int from, List<(int Word, MatchSpan Span)> found)
    {
        var divider = words[index].Text.IndexOf(rule.Divider, from);
        if (divider > from && !words[index].Text.AsSpan(divider + 1).Trim("\"'").ContainsOnlyDigits())
        {
            Add(words, index, divider + 1, found);
        }
    }

    private static void Add(IReadOnlyList<CommandWord> words, int index, int from, List<(int Word, MatchSpan Span)> found)
    {
        // Of "-p$(cat file)" a lone dollar sign is left as a word.
        var (start, end) = words[index].Inner(from);
        if (end > start && words[index].Text[from..] != "$")
        {
            found.Add((index, new MatchSpan(start, end)));
        }
    }

    private static bool IsPort(string text, bool isCarried) =>
        (isCarried && text.Length <= LongestPortNumber && text.AsSpan().ContainsOnlyDigits())
        || (text.Contains(':', StringComparison.Ordinal) && text.AsSpan().IndexOfAnyExcept(PortCharacters) is var other && (other < 0 || text[other..] is "/tcp" or "/udp"));

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;
}

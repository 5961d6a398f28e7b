using System.Text;
using System.Text.RegularExpressions;

namespace DeployOps.Engine.Repository.Ignoring;

/// <summary>One line of a <c>.dockerignore</c>, cleaned, with the matching rules of Docker's builder.</summary>
internal sealed class DockerIgnorePattern
{
    private readonly Func<string, bool> _matches;

    private DockerIgnorePattern(string text, bool isException, int line)
    {
        Text = text;
        IsException = isException;
        Line = line;
        _matches = Compile(text);
    }

    /// <summary>The cleaned pattern without its exclamation mark.</summary>
    public string Text { get; }

    /// <summary>Whether it takes back what earlier lines excluded.</summary>
    public bool IsException { get; }

    /// <summary>Its line, counted from 1.</summary>
    public int Line { get; }

    /// <summary>Reads a line.</summary>
    /// <returns><see langword="null"/> for an empty line or a comment.</returns>
    /// <exception cref="DockerIgnoreFormatException">The builder refuses the line.</exception>
    public static DockerIgnorePattern? Read(string line, int number)
    {
        // A comment is only one when its # is the very first character of the line.
        var text = line.StartsWith('#') ? "" : line.Trim();
        if (text.Length == 0)
        {
            return null;
        }

        var isException = text[0] == '!';
        text = isException ? text[1..].Trim() : text;
        if (text.Length > 0)
        {
            text = GoPath.Clean(text);
            text = text.Length > 1 && text[0] == '/' ? text[1..] : text;
        }

        // The builder cleans once more with the exclamation mark in front, and so "!/" ends as "!".
        text = GoPath.Clean(isException ? "!" + text : text);
        isException = text[0] == '!';
        text = isException ? text[1..] : text;
        try
        {
            return text.Length > 0 && GoPath.IsValidPattern(text)
                ? new DockerIgnorePattern(text, isException, number)
                : throw new DockerIgnoreFormatException(number);
        }
        catch (RegexParseException)
        {
            // A range whose ends are the wrong way round, which the builder refuses as well.
            throw new DockerIgnoreFormatException(number);
        }
    }

    /// <summary>Whether the pattern speaks about exactly this path; its folders are asked one by one by the caller.</summary>
    public bool Matches(string path) => _matches(path);

    private static Func<string, bool> Compile(string pattern)
    {
        var expression = new StringBuilder("^");
        var isPlain = true;
        var isTail = false;
        var isHead = false;
        for (var position = 0; position < pattern.Length;)
        {
            var character = pattern[position++];
            switch (character)
            {
                case '*' when position < pattern.Length && pattern[position] == '*':
                    isHead |= position == 1;
                    position++;
                    position += position < pattern.Length && pattern[position] == '/' ? 1 : 0;
                    isTail = isPlain && position == pattern.Length;
                    expression.Append(position == pattern.Length ? ".*" : "(?:.*/)?");
                    isPlain = false;
                    break;
                case '*':
                    expression.Append("[^/]*");
                    (isPlain, isHead) = (false, false);
                    break;
                case '?':
                    expression.Append("[^/]");
                    (isPlain, isHead) = (false, false);
                    break;
                case '[':
                    position = AppendSet(expression, pattern, position);
                    (isPlain, isHead) = (false, false);
                    break;
                case '\\':
                    // The builder hands a backslash on to its expressions, so that "\d" is any digit there and no "d".
                    expression.Append(char.IsAsciiLetterOrDigit(pattern[position]) ? $"\\{pattern[position]}" : Regex.Escape(pattern[position].ToString()));
                    position++;
                    (isPlain, isHead) = (false, false);
                    break;
                case '^':
                    // The builder leaves it as it is in its expression, where it stands for the start.
                    expression.Append('^');
                    break;
                case ']':
                    expression.Append("\\]");
                    (isPlain, isHead) = (false, false);
                    break;
                default:
                    expression.Append(Regex.Escape(character.ToString()));
                    break;
            }
        }

        if (isPlain)
        {
            return path => path == pattern;
        }

        if (isHead && pattern.IndexOf("**", 2, StringComparison.Ordinal) < 0)
        {
            // The builder reads "**NAME" as "ends with NAME", so that "**key" also speaks about "monkey".
            var suffix = pattern[2..];
            return path => path.EndsWith(suffix, StringComparison.Ordinal) || (suffix.StartsWith('/') && path == suffix[1..]);
        }

        if (isTail)
        {
            var prefix = pattern[..pattern.LastIndexOf("**", StringComparison.Ordinal)];
            return path => path.StartsWith(prefix, StringComparison.Ordinal);
        }

        var compiled = new Regex(expression.Append("\\z").ToString(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        return compiled.IsMatch;
    }

    private static int AppendSet(StringBuilder expression, string pattern, int start)
    {
        expression.Append('[');
        var position = start;
        if (pattern[position] == '^')
        {
            expression.Append('^');
            position++;
        }

        for (var first = true; first || pattern[position] != ']'; first = false)
        {
            if (pattern[position] == '-' && !first)
            {
                expression.Append('-');
                position++;
                continue;
            }

            position += pattern[position] == '\\' ? 1 : 0;
            var character = pattern[position++];

            // .NET would read "-[" within a set as a subtraction.
            expression.Append(character is '[' or ']' or '\\' or '^' or '-' ? $"\\{character}" : character.ToString());
        }

        expression.Append(']');
        return position + 1;
    }
}

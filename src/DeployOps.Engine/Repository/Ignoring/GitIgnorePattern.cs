using System.Text;

namespace DeployOps.Engine.Repository.Ignoring;

/// <summary>One line of a <c>.gitignore</c>.</summary>
internal sealed class GitIgnorePattern
{
    private readonly byte[] _literal;
    private readonly GitWildcard? _wildcard;
    private readonly bool _folderOnly;
    private readonly bool _nameOnly;
    private readonly bool _ignoreCase;

    private GitIgnorePattern(ReadOnlySpan<byte> text, bool ignoreCase)
    {
        _ignoreCase = ignoreCase;
        Negated = text.StartsWith("!"u8);
        text = Negated ? text[1..] : text;
        _folderOnly = text.EndsWith("/"u8);
        text = _folderOnly ? text[..^1] : text;
        _nameOnly = !text.Contains((byte)'/');
        text = text.StartsWith("/"u8) ? text[1..] : text;

        // Git compares what stands before the first wildcard literally and starts anew behind it, which decides
        // how "a**/b" is read. The backslash counts as a wildcard.
        var special = text.IndexOfAny("*?[\\"u8);
        _literal = (special < 0 || _nameOnly ? text : text[..special]).ToArray();
        if (special >= 0)
        {
            _wildcard = new GitWildcard(_nameOnly ? text : text[special..], ignoreCase);
        }
    }

    /// <summary>Whether the pattern takes back what earlier ones ignored.</summary>
    public bool Negated { get; }

    /// <summary>Reads a line without its end; <see langword="null"/> for an empty one or a comment.</summary>
    public static GitIgnorePattern? Read(string line, bool ignoreCase)
    {
        var trimmed = WithoutTrailingSpaces(line);
        return trimmed.Length == 0 || trimmed[0] == '#' ? null : new GitIgnorePattern(Encoding.UTF8.GetBytes(trimmed), ignoreCase);
    }

    /// <summary>Whether the pattern speaks about a path.</summary>
    /// <param name="path">The path relative to the folder of the pattern's file, as UTF-8.</param>
    /// <param name="isFolder">Whether the path is a folder.</param>
    public bool Matches(ReadOnlySpan<byte> path, bool isFolder)
    {
        if (_folderOnly && !isFolder)
        {
            return false;
        }

        if (_nameOnly)
        {
            var name = path[(path.LastIndexOf((byte)'/') + 1)..];
            return _wildcard is null ? SameText(name, _literal) && name.Length > 0 : _wildcard.Matches(name);
        }

        return path.Length >= _literal.Length
            && SameText(path[.._literal.Length], _literal)
            && (_wildcard is null ? path.Length == _literal.Length : _wildcard.Matches(path[_literal.Length..]));
    }

    private bool SameText(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        _ignoreCase ? Ascii.EqualsIgnoreCase(left, right) || left.SequenceEqual(right) : left.SequenceEqual(right);

    /// <summary>Spaces at the end do not count, unless a backslash stands before them.</summary>
    private static string WithoutTrailingSpaces(string line)
    {
        var end = 0;
        for (var index = 0; index < line.Length; index++)
        {
            if (line[index] == '\\')
            {
                if (++index == line.Length)
                {
                    return line;
                }

                end = index + 1;
            }
            else if (line[index] != ' ')
            {
                end = index + 1;
            }
        }

        return line[..end];
    }
}

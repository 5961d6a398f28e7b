namespace DeployOps.Engine.Repository.Ignoring;

/// <summary>
/// A wildcard pattern as git matches it against a path, byte by byte: <c>*</c> and <c>?</c> stay within one folder,
/// <c>**</c> between slashes crosses folders, <c>[…]</c> is a set with ranges, negation and POSIX classes, and a backslash
/// takes the next character literally (gitignore(5)).
/// </summary>
internal sealed class GitWildcard
{
    private readonly List<Part> _parts = [];
    private readonly bool _never;

    public GitWildcard(ReadOnlySpan<byte> pattern, bool ignoreCase)
    {
        for (var position = 0; position < pattern.Length && !_never;)
        {
            switch (pattern[position])
            {
                case (byte)'*':
                    position = ReadStars(pattern, position);
                    break;
                case (byte)'?':
                    _parts.Add(new Part(PartKind.AnyByte, null));
                    position++;
                    break;
                case (byte)'[':
                    var set = GitWildcardSet.Read(pattern, ref position, ignoreCase);
                    _never = set is null;
                    _parts.Add(new Part(PartKind.OneOf, set));
                    break;
                case (byte)'\\' when position + 1 == pattern.Length:
                    // A backslash that has nothing to take literally makes a pattern that matches nothing.
                    _never = true;
                    break;
                case (byte)'\\':
                    _parts.Add(new Part(PartKind.OneOf, GitWildcardSet.Exactly(pattern[position + 1], ignoreCase)));
                    position += 2;
                    break;
                default:
                    _parts.Add(new Part(PartKind.OneOf, GitWildcardSet.One(pattern[position++], ignoreCase)));
                    break;
            }
        }
    }

    private enum PartKind
    {
        OneOf,
        AnyByte,
        WithinFolder,
        AcrossFolders,
        AnyFolders,
    }

    /// <summary>Whether the whole of a path matches.</summary>
    public bool Matches(ReadOnlySpan<byte> path)
    {
        if (_never)
        {
            return false;
        }

        // Places (part, position) already tried without success: this keeps many stars from taking exponential time. One cannot.
        var failed = _parts.Count(part => part.Kind is not (PartKind.OneOf or PartKind.AnyByte)) > 1 ? new HashSet<(int Part, int Position)>() : null;
        return Matches(0, path, 0, failed);
    }

    private bool Matches(int part, ReadOnlySpan<byte> path, int position, HashSet<(int Part, int Position)>? failed)
    {
        for (; part < _parts.Count; part++, position++)
        {
            var (kind, set) = _parts[part];
            if (kind is PartKind.OneOf or PartKind.AnyByte)
            {
                if (position == path.Length || (kind == PartKind.AnyByte ? path[position] == '/' : !set!.Contains(path[position])))
                {
                    return false;
                }

                continue;
            }

            if (failed?.Add((part, position)) == false)
            {
                return false;
            }

            if (kind == PartKind.AnyFolders)
            {
                return MatchesAfterFolders(part + 1, path, position, failed);
            }

            for (var end = position; ; end++)
            {
                if (Matches(part + 1, path, end, failed))
                {
                    return true;
                }

                if (end == path.Length || (kind == PartKind.WithinFolder && path[end] == '/'))
                {
                    return false;
                }
            }
        }

        return position == path.Length;
    }

    /// <summary><c>**/</c>: nothing, or anything up to a slash.</summary>
    private bool MatchesAfterFolders(int part, ReadOnlySpan<byte> path, int position, HashSet<(int Part, int Position)>? failed)
    {
        for (var start = position; ;)
        {
            if (Matches(part, path, start, failed))
            {
                return true;
            }

            var slash = path[start..].IndexOf((byte)'/');
            if (slash < 0)
            {
                return false;
            }

            start += slash + 1;
        }
    }

    private int ReadStars(ReadOnlySpan<byte> pattern, int start)
    {
        var end = start;
        while (end < pattern.Length && pattern[end] == '*')
        {
            end++;
        }

        var startsFolder = start == 0 || pattern[start - 1] == '/';
        var atEnd = end == pattern.Length;
        if (end - start == 1 || !startsFolder || !(atEnd || pattern[end] == '/' || pattern[end..].StartsWith("\\/"u8)))
        {
            _parts.Add(new Part(PartKind.WithinFolder, null));
        }
        else if (!atEnd && pattern[end] == '/')
        {
            _parts.Add(new Part(PartKind.AnyFolders, null));
            return end + 1;
        }
        else
        {
            _parts.Add(new Part(PartKind.AcrossFolders, null));
        }

        return end;
    }

    private readonly record struct Part(PartKind Kind, GitWildcardSet? Set);
}

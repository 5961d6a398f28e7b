namespace DeployOps.Engine.Repository.Ignoring;

/// <summary>The bytes that one place of a <see cref="GitWildcard"/> accepts.</summary>
internal sealed class GitWildcardSet
{
    private readonly bool[] _bytes = new bool[256];

    /// <summary>One byte of the pattern, in both cases when case is ignored.</summary>
    public static GitWildcardSet One(byte value, bool ignoreCase)
    {
        var set = new GitWildcardSet();
        set.Add(value, value, ignoreCase);
        return set;
    }

    /// <summary>
    /// One byte behind a backslash or in a set. When case is ignored, git folds the path to lower case but not these,
    /// so that a capital letter here matches nothing.
    /// </summary>
    public static GitWildcardSet Exactly(byte value, bool ignoreCase)
    {
        var set = new GitWildcardSet();
        set.AddExactly(value, ignoreCase);
        return set;
    }

    /// <summary>Reads <c>[…]</c>.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="position">The opening bracket; afterwards what follows the closing one.</param>
    /// <param name="ignoreCase">Whether case is ignored.</param>
    /// <returns>The set; <see langword="null"/> when it is not closed or names an unknown class, which git lets match nothing.</returns>
    public static GitWildcardSet? Read(ReadOnlySpan<byte> pattern, ref int position, bool ignoreCase)
    {
        var set = new GitWildcardSet();
        var current = position + 1;
        var negated = current < pattern.Length && pattern[current] is (byte)'!' or (byte)'^';
        current += negated ? 1 : 0;
        byte? previous = null;
        for (var first = true; first || current >= pattern.Length || pattern[current] != ']'; first = false)
        {
            if (current >= pattern.Length)
            {
                return null;
            }

            if (pattern[current..].StartsWith("[:"u8))
            {
                switch (set.AddClass(pattern, ref current, ignoreCase))
                {
                    case true:
                        previous = null;
                        continue;
                    case null:
                        return null;
                    default:
                        set.AddExactly((byte)'[', ignoreCase);
                        previous = (byte)'[';
                        current++;
                        continue;
                }
            }

            if (pattern[current] == '-' && previous is { } low && current + 1 < pattern.Length && pattern[current + 1] != ']')
            {
                current++;
                if (!TakeLiteral(pattern, ref current, out var high))
                {
                    return null;
                }

                set.Add(low, high, ignoreCase);
                previous = null;
                continue;
            }

            if (!TakeLiteral(pattern, ref current, out var value))
            {
                return null;
            }

            set.AddExactly(value, ignoreCase);
            previous = value;
        }

        position = current + 1;
        if (negated)
        {
            for (var index = 0; index < set._bytes.Length; index++)
            {
                set._bytes[index] = !set._bytes[index];
            }
        }

        // No set crosses a folder, not even a negated one.
        set._bytes['/'] = false;
        return set;
    }

    public bool Contains(byte value) => _bytes[value];

    private static bool TakeLiteral(ReadOnlySpan<byte> pattern, ref int position, out byte value)
    {
        position += pattern[position] == '\\' ? 1 : 0;
        value = position < pattern.Length ? pattern[position] : (byte)0;
        return position++ < pattern.Length;
    }

    private void AddExactly(byte value, bool ignoreCase)
    {
        if (!ignoreCase || !char.IsAsciiLetterUpper((char)value))
        {
            Add(value, value, ignoreCase);
        }
    }

    private void Add(byte low, byte high, bool ignoreCase)
    {
        for (int value = low; value <= high; value++)
        {
            _bytes[value] = true;
            if (ignoreCase && char.IsAsciiLetter((char)value))
            {
                _bytes[value ^ 0x20] = true;
            }
        }
    }

    /// <summary>Adds <c>[:name:]</c>; <see langword="false"/> when it is none, <see langword="null"/> when the name is unknown or it does not end.</summary>
    private bool? AddClass(ReadOnlySpan<byte> pattern, ref int position, bool ignoreCase)
    {
        var length = pattern[(position + 2)..].IndexOf((byte)']');
        if (length < 0)
        {
            return null;
        }

        var name = pattern.Slice(position + 2, length);
        if (name.IsEmpty || name[^1] != ':')
        {
            return false;
        }

        name = name[..^1];
        Func<char, bool>? belongs =
            name.SequenceEqual("alnum"u8) ? char.IsAsciiLetterOrDigit
            : name.SequenceEqual("alpha"u8) ? char.IsAsciiLetter
            : name.SequenceEqual("blank"u8) ? value => value is ' ' or '\t'
            : name.SequenceEqual("cntrl"u8) ? value => value is < ' ' or '\x7f'
            : name.SequenceEqual("digit"u8) ? char.IsAsciiDigit
            : name.SequenceEqual("graph"u8) ? value => value is > ' ' and < '\x7f'
            : name.SequenceEqual("lower"u8) ? char.IsAsciiLetterLower
            : name.SequenceEqual("print"u8) ? value => value is >= ' ' and < '\x7f'
            : name.SequenceEqual("punct"u8) ? value => value is > ' ' and < '\x7f' && !char.IsAsciiLetterOrDigit(value)
            : name.SequenceEqual("space"u8) ? value => value is ' ' or (>= '\t' and <= '\r')
            : name.SequenceEqual("upper"u8) ? char.IsAsciiLetterUpper
            : name.SequenceEqual("xdigit"u8) ? char.IsAsciiHexDigit
            : null;
        if (belongs is null)
        {
            return null;
        }

        for (var value = 0; value < 128; value++)
        {
            if (belongs((char)value))
            {
                Add((byte)value, (byte)value, ignoreCase);
            }
        }

        position += length + 3;
        return true;
    }
}

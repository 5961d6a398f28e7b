namespace DeployOps.Engine.Repository.Ignoring;

/// <summary>The two functions of Go's <c>path/filepath</c> that the rules of <c>.dockerignore</c> rest on.</summary>
internal static class GoPath
{
    /// <summary>The shortest name of the same path: no <c>.</c>, no double slash, <c>..</c> taken with what stands before it.</summary>
    public static string Clean(string path)
    {
        var rooted = path.StartsWith('/');
        var parts = new List<string>();
        foreach (var part in path.Split('/'))
        {
            if (part is "" or ".")
            {
                continue;
            }

            if (part != "..")
            {
                parts.Add(part);
            }
            else if (parts.Count > 0 && parts[^1] != "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (!rooted)
            {
                parts.Add(part);
            }
        }

        var cleaned = string.Join('/', parts);
        return rooted ? "/" + cleaned : cleaned.Length == 0 ? "." : cleaned;
    }

    /// <summary>Whether <c>filepath.Match</c> takes the pattern: sets closed and not empty, nothing escaped at the end.</summary>
    public static bool IsValidPattern(string pattern)
    {
        for (var position = 0; position < pattern.Length;)
        {
            var character = pattern[position++];
            if (character == '\\' && position++ == pattern.Length)
            {
                return false;
            }

            if (character == '[' && !SkipSet(pattern, ref position))
            {
                return false;
            }
        }

        return true;
    }

    private static bool SkipSet(string pattern, ref int position)
    {
        position += position < pattern.Length && pattern[position] == '^' ? 1 : 0;
        for (var ranges = 0; ; ranges++)
        {
            if (ranges > 0 && position < pattern.Length && pattern[position] == ']')
            {
                position++;
                return true;
            }

            if (!SkipMember(pattern, ref position))
            {
                return false;
            }

            if (pattern[position] == '-')
            {
                position++;
                if (!SkipMember(pattern, ref position))
                {
                    return false;
                }
            }
        }
    }

    /// <summary>One end of a range; it must be followed by something, for the set has to be closed.</summary>
    private static bool SkipMember(string pattern, ref int position)
    {
        if (position == pattern.Length || pattern[position] is '-' or ']')
        {
            return false;
        }

        position += pattern[position] == '\\' ? 2 : 1;
        return position < pattern.Length;
    }
}

namespace DeployOps.Engine.Compose.Model.Merging;

/// <summary>The short form of a mount, <c>[source:]target[:options]</c>, Windows drives and pipes included.</summary>
/// <param name="Source">A path or the name of a volume; empty for an anonymous volume.</param>
/// <param name="Target">The path in the container.</param>
/// <param name="Options">The options.</param>
/// <remarks>Source: compose specification, 05-services "volumes", short syntax; observed with Docker Compose 2.26.1.</remarks>
internal sealed record ShortMount(string Source, string Target, IReadOnlyList<string> Options)
{
    /// <summary>Whether the source is a path on the host.</summary>
    public bool IsBind => IsPath(Source);

    /// <summary>Reads the short form; null when it is none.</summary>
    public static ShortMount? Parse(string text)
    {
        if (text.Length is 1 or 2)
        {
            return new ShortMount("", text, []);
        }

        var parts = Split(text);
        return parts.Count is 0 or > 3 || parts.Contains("")
            ? null
            : parts.Count == 1
                ? new ShortMount("", parts[0], [])
                : new ShortMount(parts[0], parts[1], parts.Count == 3 ? parts[2].Split(',') : []);
    }

    /// <summary>Whether a source is a path and not the name of a volume.</summary>
    public static bool IsPath(string source) =>
        source.Length > 0
        && (source[0] is '.' or '/' or '~' || source.StartsWith(@"\\", StringComparison.Ordinal)
            || (source.Length > 1 && char.IsLetter(source[0]) && source[1] == ':'));

    private static List<string> Split(string text)
    {
        var parts = new List<string>();
        var start = 0;
        for (var index = 0; index < text.Length; index++)
        {
            // A colon after a single letter belongs to a Windows drive, and to a volume with a name of one letter, as in compose.
            if (text[index] == ':' && !(index - start == 1 && char.IsLetter(text[start])))
            {
                parts.Add(text[start..index]);
                start = index + 1;
            }
        }

        parts.Add(text[start..]);
        return parts;
    }
}

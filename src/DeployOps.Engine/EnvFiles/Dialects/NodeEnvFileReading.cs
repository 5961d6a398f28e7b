namespace DeployOps.Engine.EnvFiles.Dialects;

/// <summary>
/// What <c>node --env-file</c> of Node.js 20 reads; observed with 20.20.2. It knows no BOM, no <c>:</c>, no interpolation, and
/// of escapes only <c>\n</c> in double quotes; a line without <c>=</c> becomes the start of the next key.
/// </summary>
internal static class NodeEnvFileReading
{
    private const string Export = "export ";

    /// <summary>The keys and values.</summary>
    public static Dictionary<string, string> Read(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var content = text.Replace("\r", string.Empty, StringComparison.Ordinal).AsSpan().Trim(' ');
        while (!content.IsEmpty)
        {
            // A comment on the last line, without a line end, is not seen as one.
            if (content[0] is '\n' || (content[0] == '#' && content.Contains('\n')))
            {
                content = AfterLine(content);
                continue;
            }

            var equals = content.IndexOf('=');
            if (equals < 0)
            {
                break;
            }

            // A key of blanks only becomes the line end before it: an accident of Node, and harmless.
            var key = equals > 0 && content[..equals].Trim(' ').IsEmpty ? "\n" : content[..equals].Trim(' ');
            content = content[(equals + 1)..].TrimStart(' ');
            if (key.IsEmpty)
            {
                break;
            }

            key = key.StartsWith(Export, StringComparison.Ordinal) ? key[Export.Length..] : key;
            if (TakeValue(ref content) is { } value)
            {
                values[key.ToString()] = value;
            }
        }

        return values;
    }

    /// <summary>Takes a value off the text; null when an open quote on the last line makes Node drop the key and read on inside.</summary>
    private static string? TakeValue(ref ReadOnlySpan<char> content)
    {
        if (content.IsEmpty)
        {
            return string.Empty;
        }

        var first = content[0];
        var closing = first is '\'' or '"' or '`' ? content[1..].IndexOf(first) : -1;
        if (closing >= 0)
        {
            var quoted = content.Slice(1, closing).ToString();
            content = AfterLine(content[(closing + 2)..]);
            return first == '"' ? quoted.Replace("\\n", "\n", StringComparison.Ordinal) : quoted;
        }

        var feed = content.IndexOf('\n');
        if (feed < 0 && first is ('\'' or '"' or '`'))
        {
            return null;
        }

        var line = feed < 0 ? content : content[..feed];
        content = feed < 0 ? default : content[(feed + 1)..];
        if (first is '\'' or '"' or '`')
        {
            return line.ToString();
        }

        var hash = line.IndexOf('#');
        return (hash < 0 ? line : line[..hash]).Trim(' ').ToString();
    }

    private static ReadOnlySpan<char> AfterLine(ReadOnlySpan<char> content)
    {
        var feed = content.IndexOf('\n');
        return feed < 0 ? default : content[(feed + 1)..];
    }
}

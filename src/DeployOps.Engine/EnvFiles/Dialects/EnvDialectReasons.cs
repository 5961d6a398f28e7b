namespace DeployOps.Engine.EnvFiles.Dialects;

/// <summary>Finds the likely cause of a difference, and words for it.</summary>
internal static class EnvDialectReasons
{
    /// <summary>The likely cause, from how the entry is written. <paramref name="other"/> is null when the key was not read.</summary>
    public static EnvDialectReason Of(string text, EnvEntry entry, EnvDialect dialect, string? other)
    {
        var place = entry.Place;
        var written = text.AsSpan(place.ValueStart, place.ValueEnd - place.ValueStart);
        var separator = text.AsSpan(place.KeyStart + entry.Key.Length, place.ValueStart - place.KeyStart - entry.Key.Length);
        if (other is null)
        {
            return ReasonNotRead(text, place, separator);
        }

        var value = entry.Value ?? string.Empty;
        if (string.Equals(value.Trim(), other.Trim(), StringComparison.Ordinal))
        {
            return value.Contains('\r', StringComparison.Ordinal) || other.Contains('\r', StringComparison.Ordinal)
                ? EnvDialectReason.LineEnds
                : EnvDialectReason.WhiteSpace;
        }

        // A comment that one of them sees reaches to the end of the line: look at all of it.
        var lineEnd = text.IndexOf('\n', place.ValueEnd);
        var line = text.AsSpan(place.ValueStart, (lineEnd < 0 ? text.Length : lineEnd) - place.ValueStart);
        if (entry.IsInterpolated || (written.Contains('$') && dialect == EnvDialect.PythonDotenv))
        {
            return EnvDialectReason.Interpolation;
        }

        if (entry.Quote == EnvQuote.Unquoted && line.Contains('#'))
        {
            return EnvDialectReason.Comment;
        }

        if (written.Contains('\\'))
        {
            return EnvDialectReason.Escape;
        }

        if (written.ContainsAny('\n', '\r'))
        {
            return EnvDialectReason.LineEnds;
        }

        return line.ContainsAny('\'', '"', '`') ? EnvDialectReason.Quotes : EnvDialectReason.Other;
    }

    public static string Describe(EnvDialect dialect, EnvDialectReason reason)
    {
        var who = dialect switch
        {
            EnvDialect.NpmDotenv => "npm dotenv",
            EnvDialect.NodeEnvFile => "node --env-file",
            _ => "python-dotenv",
        };
        return reason switch
        {
            EnvDialectReason.KeyNotRead => $"{who} does not find this key; put it on a line of its own as KEY=value",
            EnvDialectReason.ByteOrderMarkInKey => $"{who} makes the byte order mark a part of the first key; save the file without it",
            EnvDialectReason.ColonSeparator => $"{who} does not know ':' between key and value here; write '='",
            EnvDialectReason.ExportPrefix => $"{who} does not take 'export' for a prefix here; leave it out",
            EnvDialectReason.Comment => $"{who} sees another comment than compose; put the value into single quotes",
            EnvDialectReason.Interpolation => $"{who} treats '$' otherwise; write the expanded value, in single quotes",
            EnvDialectReason.Escape => $"{who} reads the backslash otherwise; avoid it, or use single quotes",
            EnvDialectReason.Quotes => $"{who} reads the quotes otherwise; use one pair around the whole value and none inside",
            EnvDialectReason.LineEnds => $"{who} reads the line ends in the value otherwise; keep the value on one line, without a carriage return",
            EnvDialectReason.WhiteSpace => $"{who} keeps other white space around the value; use quotes",
            _ => $"{who} reads another value; look at this line and the one before",
        };
    }

    private static bool OnlyComments(ReadOnlySpan<char> text)
    {
        foreach (var line in text.EnumerateLines())
        {
            if (line.Trim() is not ([] or ['#', ..]))
            {
                return false;
            }
        }

        return true;
    }

    private static EnvDialectReason ReasonNotRead(string text, EnvEntryPlace place, ReadOnlySpan<char> separator)
    {
        // Behind the mark a comment is none to other readers, and they lose the first key with it.
        if (place.Start > 0 && text[0] == '\uFEFF' && OnlyComments(text.AsSpan(1, place.Start - 1)))
        {
            return EnvDialectReason.ByteOrderMarkInKey;
        }

        if (separator.TrimStart().StartsWith(":", StringComparison.Ordinal))
        {
            return EnvDialectReason.ColonSeparator;
        }

        return place.Start == place.KeyStart ? EnvDialectReason.KeyNotRead : EnvDialectReason.ExportPrefix;
    }
}

using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace DeployOps.Engine.Repository.Scanning;

/// <summary>
/// A value that looks generated, given to a name that looks secret: <c>db_password = "…"</c>, <c>"apiKey": "…"</c>,
/// <c>SECRET=…</c>. Written by hand instead of as an expression, for such names are everywhere in source code
/// and almost all are turned down by the first character behind them. Tests make up such values by the dozen and are passed over.
/// </summary>
public sealed class AssignmentRule : SourceRule
{
    private const int LongestName = 64;
    private const int LongestValue = 256;

    // What these names hold is about a secret and not the secret.
    private static readonly string[] HarmlessEndings =
        ["url", "uri", "file", "path", "name", "type", "hash", "length", "regex", "pattern", "field", "header", "prefix", "expires", "ttl", "count", "limit", "digest", "checksum", "sha256", "fingerprint", "version", "_id", "-id", "keyid", "algorithm", "endpoint", "arn", "ref"];

    private static readonly string[] GeneratedFiles =
        [".lock", "-lock.json", "-lock.yaml", ".lock.json", "go.sum", ".sum", ".svg", ".min.js", ".min.css", ".map", ".ipynb", ".snap", ".pub", ".crt", ".csr"];

    private static readonly SearchValues<byte> EndOfWord = SearchValues.Create("\r\n \t\"'`;,(){}[]<>"u8);
    private static readonly SearchValues<byte> CodeMarks = SearchValues.Create("{}<>()"u8);

    /// <inheritdoc/>
    public override bool AppliesTo(string path) => !TestPath.IsTest(path) && !Array.Exists(GeneratedFiles, ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public override SourceMatch? Match(ReadOnlySpan<byte> text, int anchor, int anchorLength, int earliest)
    {
        var nameEnd = anchor + anchorLength;
        while (nameEnd < text.Length && nameEnd < anchor + LongestName && IsNameCharacter(text[nameEnd]))
        {
            nameEnd++;
        }

        var position = nameEnd;
        if (!SkipAssignment(text, ref position, out var isConfiguration))
        {
            return null;
        }

        var nameStart = anchor;
        while (nameStart > earliest && nameStart > anchor - LongestName && IsNameCharacter(text[nameStart - 1]))
        {
            nameStart--;
        }

        if (IsHarmless(text[nameStart..nameEnd]))
        {
            return null;
        }

        var value = ReadValue(text, ref position, isConfiguration, out var isQuoted);
        return IsSecret(value, isQuoted)
            ? new SourceMatch(nameStart, position + value.Length - nameStart, position..(position + value.Length))
            : null;
    }

    private static bool IsNameCharacter(byte value) => char.IsAsciiLetterOrDigit((char)value) || value is (byte)'_' or (byte)'-' or (byte)'.';

    private static bool IsHarmless(ReadOnlySpan<byte> name)
    {
        foreach (var ending in HarmlessEndings)
        {
            if (name.Length >= ending.Length && Ascii.EqualsIgnoreCase(name[^ending.Length..], ending))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Steps over a closing quote, blanks, a type annotation and <c>=</c>, <c>:</c>, <c>:=</c> or <c>=&gt;</c>.</summary>
    private static bool SkipAssignment(ReadOnlySpan<byte> text, ref int position, out bool isConfiguration)
    {
        isConfiguration = position < text.Length && text[position] is (byte)'=' or (byte)':';
        if (position < text.Length && text[position] is (byte)'"' or (byte)'\'' or (byte)'`')
        {
            position++;
        }

        position += position < text.Length && text[position] == ']' ? 1 : 0;
        SkipBlanks(text, ref position);
        if (position >= text.Length || text[position] is not ((byte)'=' or (byte)':'))
        {
            return false;
        }

        var isColon = text[position++] == ':';
        if (position < text.Length && text[position] is (byte)'=' or (byte)'>')
        {
            // "==" compares; ":=" and "=>" assign.
            if (!isColon && text[position] == '=')
            {
                return false;
            }

            position++;
        }

        SkipBlanks(text, ref position);
        if (isColon && position < text.Length && char.IsAsciiLetter((char)text[position]))
        {
            SkipAnnotation(text, ref position);
        }

        return position < text.Length;
    }

    /// <summary>Steps over the type in <c>password: str = "…"</c>.</summary>
    private static void SkipAnnotation(ReadOnlySpan<byte> text, ref int position)
    {
        var end = position;
        while (end < text.Length && end < position + 32 && (IsNameCharacter(text[end]) || text[end] is (byte)'[' or (byte)']' or (byte)'?' or (byte)'|' or (byte)' '))
        {
            end++;
        }

        if (end < text.Length && text[end] == '=')
        {
            position = end + 1;
            SkipBlanks(text, ref position);
        }
    }

    private static void SkipBlanks(ReadOnlySpan<byte> text, ref int position)
    {
        for (var most = position + 16; position < most && position < text.Length && text[position] is (byte)' ' or (byte)'\t'; position++)
        {
        }
    }

    /// <summary>The quoted text that starts here, or the word up to the line's end as configuration files have it.</summary>
    private static ReadOnlySpan<byte> ReadValue(ReadOnlySpan<byte> text, ref int position, bool isConfiguration, out bool isQuoted)
    {
        if (position + 1 < text.Length && text[position] is (byte)'b' or (byte)'r' or (byte)'u' or (byte)'@' && text[position + 1] is (byte)'"' or (byte)'\'')
        {
            position++;
        }

        var rest = text[position..Math.Min(text.Length, position + LongestValue)];
        isQuoted = rest.Length > 0 && rest[0] is (byte)'"' or (byte)'\'' or (byte)'`';
        if (isQuoted)
        {
            var end = rest[1..].IndexOfAny(rest[0], (byte)'\n', (byte)'\r');
            position++;
            return end >= 0 && rest[end + 1] == rest[0] ? rest.Slice(1, end) : default;
        }

        if (!isConfiguration)
        {
            return default;
        }

        var stop = rest.IndexOfAny(EndOfWord);
        var value = stop < 0 ? rest : rest[..stop];
        return stop < 0 || rest[stop] is (byte)'\r' or (byte)'\n' or (byte)' ' or (byte)'\t' ? value : default;
    }

    private static bool IsSecret(ReadOnlySpan<byte> value, bool isQuoted)
    {
        // A bare word may be an identifier, so it has to look more random than a quoted one.
        return SecretText.LooksGenerated(value, isQuoted ? 12 : 16, isQuoted ? 3.0 : 3.3)
            && !value.ContainsAny(CodeMarks)
            && value[0] is not ((byte)'/' or (byte)'.' or (byte)'$' or (byte)'%' or (byte)'&' or (byte)'*')
            && value.IndexOf("://"u8) < 0
            && value.IndexOf("::"u8) < 0
            && !value.StartsWith("sha"u8)
            && !value.StartsWith("vault:"u8)
            && !(value.Length is 36 && Utf8Parser.TryParse(value, out Guid _, out _))
            && !SecretText.IsPlaceholder(value);
    }
}

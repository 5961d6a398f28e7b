using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;
using DeployOps.Engine.Redaction;

namespace DeployOps.Engine.Tests.Redaction;

/// <summary>
/// Writes a secret down as real programs do, with the platform's own encoders wherever there is one: it shares no code
/// with the forms it tests.
/// </summary>
internal static class SecretWriters
{
    public static IEnumerable<WrittenSecret> All(string secret) =>
    [
        WrittenSecret.InText("verbatim", secret),
        .. Json(secret), .. Markup(secret), .. Percent(secret), .. Binary(secret), .. Shells(secret), .. Languages(secret), .. Shapes(secret),
    ];

    private static IEnumerable<WrittenSecret> Json(string secret)
    {
        var minimal = Each(secret, c => Basic(c, "x4"));
        yield return WrittenSecret.InText("json-minimal", minimal);
        yield return WrittenSecret.InText("json-minimal", minimal.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal));
        yield return WrittenSecret.InText("json-ascii", Each(secret, c => c > '~' ? "\\u" + Number(c, "x4") : Basic(c, "x4")));
        yield return WrittenSecret.InText("json-ascii", Each(secret, c => c > '~' ? "\\u" + Number(c, "X4") : Basic(c, "X4")));
        yield return WrittenSecret.InText("json-slash", minimal.Replace("/", "\\/", StringComparison.Ordinal));
        yield return WrittenSecret.InText("json-dotnet", JsonSerializer.Serialize(secret)[1..^1]);
        yield return WrittenSecret.InText("json-dotnet", JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString());
        yield return WrittenSecret.InText("json-go", Each(secret, c => "<>&\u2028\u2029".Contains(c, StringComparison.Ordinal) ? "\\u" + Number(c, "x4") : Basic(c, "x4")));
        yield return WrittenSecret.InText("unicode-escape", Each(secret, c => "\\u" + Number(c, "x4")));
    }

    private static IEnumerable<WrittenSecret> Markup(string secret)
    {
        var text = secret.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
        yield return WrittenSecret.InText("xml-named", text);
        yield return WrittenSecret.InText("xml-named", text.Replace("\"", "&quot;", StringComparison.Ordinal).Replace("'", "&apos;", StringComparison.Ordinal));
        yield return WrittenSecret.InText("xml-named", text.Replace("\"", "&#34;", StringComparison.Ordinal).Replace("'", "&#39;", StringComparison.Ordinal));
        yield return WrittenSecret.InText("xml-named", text.Replace("\"", "&quot;", StringComparison.Ordinal).Replace("'", "&#x27;", StringComparison.Ordinal));
        yield return WrittenSecret.InText("xml-decimal", WebUtility.HtmlEncode(secret));
        yield return WrittenSecret.InText("xml-decimal", string.Concat(secret.EnumerateRunes().Select(rune => $"&#{rune.Value};")));
        yield return WrittenSecret.InText("xml-hex", HtmlEncoder.Default.Encode(secret));
        yield return WrittenSecret.InText("xml-hex", string.Concat(secret.EnumerateRunes().Select(rune => $"&#x{rune.Value:X};")));
        yield return WrittenSecret.InText("xml-hex", Attribute(secret));
    }

    private static IEnumerable<WrittenSecret> Percent(string secret)
    {
        var unreserved = Uri.EscapeDataString(secret);
        yield return WrittenSecret.InText("percent-unreserved", unreserved);
        yield return WrittenSecret.InText("percent-unreserved", LowerPercent(unreserved));
        yield return WrittenSecret.InText("percent-component", Kept(unreserved, "!'()*"));
        yield return WrittenSecret.InText("percent-form", WebUtility.UrlEncode(secret));
        yield return WrittenSecret.InText("percent-form", LowerPercent(WebUtility.UrlEncode(secret)));
        yield return WrittenSecret.InText("percent-reserved", Kept(unreserved, ":/?#[]@!$&'()*+,;="));
        yield return WrittenSecret.InText("percent-user-info", Kept(unreserved, "$&+,;="));
        yield return WrittenSecret.InText("percent-everything", string.Concat(Encoding.UTF8.GetBytes(secret).Select(octet => $"%{octet:X2}")));
    }

    private static IEnumerable<WrittenSecret> Binary(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        yield return WrittenSecret.InText("base64", Convert.ToBase64String(bytes));
        yield return WrittenSecret.InText("base64url", Convert.ToBase64String(bytes).Replace('+', '-').Replace('/', '_'));
        for (var offset = 0; offset < 3; offset++)
        {
            yield return Base64Inside("base64", bytes, offset, text => text);
            yield return Base64Inside("base64", bytes, offset, text => Uri.EscapeDataString(text));
            yield return Base64Inside("base64", bytes, offset, text => JsonSerializer.Serialize(text)[1..^1]);
            yield return Base64Inside("base64url", bytes, offset, text => text.Replace('+', '-').Replace('/', '_'));
            yield return Base64Inside("base64-utf16", Encoding.Unicode.GetBytes(secret), offset, text => text);
        }

        yield return WrittenSecret.InText("hex", Convert.ToHexString(bytes));
        yield return WrittenSecret.InText("hex", Convert.ToHexStringLower(bytes));
        var (little, big) = (Encoding.Unicode.GetBytes(secret), Encoding.BigEndianUnicode.GetBytes(secret));
        yield return new WrittenSecret("utf16", [91, 0, .. little, 93, 0], little);
        yield return new WrittenSecret("utf16", [0, 91, .. big, 0, 93], big);
    }

    private static IEnumerable<WrittenSecret> Shells(string secret)
    {
        yield return WrittenSecret.InText("shell-single", secret.Replace("'", "'\\''", StringComparison.Ordinal));
        yield return WrittenSecret.InText("shell-single", secret.Replace("'", "'\"'\"'", StringComparison.Ordinal));
        yield return WrittenSecret.InText("shell-double", Each(secret, c => "\"\\$`".Contains(c, StringComparison.Ordinal) ? "\\" + c : null));
        yield return WrittenSecret.InText("shell-backslash", Each(secret, c => c < 128 && !char.IsLetterOrDigit(c) && !"_%+-./:=@".Contains(c, StringComparison.Ordinal) ? "\\" + c : null));
        yield return WrittenSecret.InText("shell-dollar", string.Concat(Encoding.UTF8.GetBytes(secret).Select(Bash)));
        yield return WrittenSecret.InText("powershell-single", secret.Replace("'", "''", StringComparison.Ordinal));
        yield return WrittenSecret.InText("powershell-double", secret.Replace("\"", "\"\"", StringComparison.Ordinal));
        yield return WrittenSecret.InText("powershell-double", Each(secret, c => "\"$`".Contains(c, StringComparison.Ordinal) ? "`" + c : null));
    }

    private static IEnumerable<WrittenSecret> Languages(string secret)
    {
        yield return WrittenSecret.InText("yaml", Runes(secret, Yaml));
        yield return WrittenSecret.InText("csharp-literal", Each(secret, c => c == '\'' ? "\\'" : c == '\0' ? "\\0" : c == '\a' ? "\\a" : c == '\v' ? "\\v" : c == 127 ? "\\u007f" : Basic(c, "x4")));
        yield return WrittenSecret.InText("go-quote", Runes(secret, Go));
        yield return WrittenSecret.InText("byte-escape", string.Concat(Encoding.UTF8.GetBytes(secret).Select(Python)));
        foreach (var name in ComposeNames(secret))
        {
            yield return new WrittenSecret("compose-warning", Encoding.UTF8.GetBytes($"The \"{name}\" variable is not set"), Encoding.UTF8.GetBytes($"\"{name}\""));
            yield return new WrittenSecret("compose-warning", Encoding.UTF8.GetBytes($"msg=\"The \\\"{name}\\\" variable is not set"), Encoding.UTF8.GetBytes($"\"{name}\\\""));
        }
    }

    private static IEnumerable<WrittenSecret> Shapes(string secret)
    {
        yield return WrittenSecret.InText("trimmed", Uri.EscapeDataString(secret.Trim()));
        yield return WrittenSecret.InText("dollar-doubled", secret.Replace("$", "$$", StringComparison.Ordinal));
        foreach (var line in secret.Split(['\r', '\n']).Select(line => line.Trim()).Where(Countable))
        {
            yield return WrittenSecret.InText("lines", line);
        }

        foreach (var name in ComposeNames(secret).Where(Countable))
        {
            yield return WrittenSecret.InText("compose-pieces", name);
        }

        if (secret.Count(c => c == '$') == 1 && ComposeNames(secret).FirstOrDefault() is { } only)
        {
            var left = secret.Replace("$" + only, string.Empty, StringComparison.Ordinal);
            if (Countable(left))
            {
                yield return WrittenSecret.InText("compose-remainder", Convert.ToHexString(Encoding.UTF8.GetBytes(left)));
            }
        }

        foreach (var member in System.Text.RegularExpressions.Regex.IsMatch(secret, "^[A-Za-z]{8,}([,;][A-Za-z]{8,})+$") ? secret.Split(',', ';') : [])
        {
            yield return WrittenSecret.InText("members", member);
        }

        if (secret.StartsWith("{\"k", StringComparison.Ordinal))
        {
            foreach (var leaf in JsonSerializer.Deserialize<Dictionary<string, string>>(secret)!.Values.Where(Countable))
            {
                yield return WrittenSecret.InText("json-leaves", leaf);
            }
        }

        const string key = ";Password=";
        if (secret.IndexOf(key, StringComparison.Ordinal) is > 0 and var start)
        {
            yield return WrittenSecret.InText("connection-string", secret[(start + key.Length)..].Split(';')[0]);
        }
    }

    // Only the names that need no look-ahead: a dollar sign after a character that is no dollar sign.
    private static IEnumerable<string> ComposeNames(string secret)
    {
        for (var index = 0; index + 1 < secret.Length; index++)
        {
            if (secret[index] == '$' && (index == 0 || secret[index - 1] != '$') && (char.IsAsciiLetter(secret[index + 1]) || secret[index + 1] == '_'))
            {
                yield return string.Concat(secret[(index + 1)..].TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c == '_'));
            }
        }
    }

    private static bool Countable(string text) => text.Length > 0 && !CommonValue.IsMaskedOnlyByKey(text);

    // What of the text depends on the secret alone shows when its neighbours change.
    private static WrittenSecret Base64Inside(string writer, byte[] bytes, int offset, Func<string, string> carry)
    {
        var (zeros, ones) = (Neighbours(bytes, offset, 0), Neighbours(bytes, offset, 255));
        var first = zeros.Zip(ones).TakeWhile(pair => pair.First != pair.Second).Count();
        var stable = string.Concat(zeros.Zip(ones).Skip(first).TakeWhile(pair => pair.First == pair.Second).Select(pair => pair.First));
        return new WrittenSecret(writer, Encoding.UTF8.GetBytes("[[" + carry(zeros) + "]]"), Encoding.UTF8.GetBytes(carry(stable)));
    }

    private static string Neighbours(byte[] bytes, int offset, byte neighbour) =>
        Convert.ToBase64String([.. Enumerable.Repeat(neighbour, offset), .. bytes, neighbour, neighbour, neighbour, neighbour]);

    private static string Attribute(string secret)
    {
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, CheckCharacters = false }))
        {
            writer.WriteStartElement("a");
            writer.WriteAttributeString("b", secret);
        }

        return text.ToString()["<a b=\"".Length..^"\" />".Length];
    }

    private static string Kept(string encoded, string plain) =>
        plain.Aggregate(encoded, (text, c) => text.Replace($"%{(int)c:X2}", c.ToString(), StringComparison.Ordinal));

    private static string LowerPercent(string encoded) =>
        System.Text.RegularExpressions.Regex.Replace(encoded, "%..", match => match.Value.ToLowerInvariant());

    private static string Each(string text, Func<char, string?> escape) => string.Concat(text.Select(c => escape(c) ?? c.ToString()));

    private static string Runes(string text, Func<Rune, string?> escape) => string.Concat(text.EnumerateRunes().Select(rune => escape(rune) ?? rune.ToString()));

    private static string Number(int number, string format) => number.ToString(format, CultureInfo.InvariantCulture);

    private static string? Letter(int c, string letters, string codes) => letters.IndexOf((char)c) is >= 0 and var at ? "\\" + codes[at] : null;

    private static string? Basic(char c, string format) => Letter(c, "\"\\\n\r\t\b\f", "\"\\nrtbf") ?? (c < ' ' ? "\\u" + Number(c, format) : null);

    private static string? Yaml(Rune rune) => Letter(rune.Value, "\"\\\0\a\b\t\n\v\f\r\u001b\u2028\u2029", "\"\\0abtnvfreLP")
        ?? (rune.Value is < ' ' or 127 ? "\\x" + Number(rune.Value, "X2") : rune.Value > 0xffff ? "\\U" + Number(rune.Value, "X8") : null);

    private static string? Go(Rune rune) => Letter(rune.Value, "\"\\\a\b\f\n\r\t\v", "\"\\abfnrtv")
        ?? (rune.Value is < ' ' or 127 ? "\\x" + Number(rune.Value, "x2") : null);

    private static string Bash(byte octet) => Letter(octet, "'\\\a\b\t\n\v\f\r\u001b", "'\\abtnvfrE")
        ?? (octet is < 32 or > 126 ? "\\" + Convert.ToString(octet, 8).PadLeft(3, '0') : ((char)octet).ToString());

    private static string Python(byte octet) => Letter(octet, "'\\\n\r\t", "'\\nrt")
        ?? (octet is < 32 or > 126 ? "\\x" + Number(octet, "x2") : ((char)octet).ToString());
}

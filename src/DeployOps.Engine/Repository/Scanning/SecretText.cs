using System.Buffers;
using System.Text;

namespace DeployOps.Engine.Repository.Scanning;

/// <summary>Tells a real secret from what stands in for one.</summary>
internal static class SecretText
{
    // "change_me_in_env" and "강력한-…" are the seeds' own placeholders; Korean is seen as its UTF-8 bytes, one a character.
    private static readonly SearchValues<string> Placeholders = SearchValues.Create(
        [
            "example", "sample", "dummy", "placeholder", "changeme", "change_me", "change-me", "replace", "redacted", "your_", "your-", "<your",
            "xxxxx", "*****", ".....", "-----", "fake", "insert", "todo", "notreal", "not-real", "not_real", "${", "{{", "$(", "#{", "<%", "%(", "1234567890", "0123456789", "abcdefgh", "deadbeef",
            Bytes("강력한"), Bytes("비밀번호"), Bytes("여기에"), Bytes("변경"),
        ],
        StringComparison.OrdinalIgnoreCase);

    private static readonly string[] Dummies =
        ["password", "passwd", "pass", "pwd", "secret", "token", "user", "test", "admin", "root", "postgres", "redis", "neo4j", "guest", "username", "pw", "p", "pass1", "foo", "bar", "x"];

    /// <summary>Whether it says itself that it stands in for a value, or refers to one. A long token would hold such a word by chance.</summary>
    public static bool IsPlaceholder(ReadOnlySpan<byte> text)
    {
        if (text.Length >= 300)
        {
            return false;
        }

        Span<char> characters = stackalloc char[text.Length];
        Encoding.Latin1.GetChars(text, characters);
        return ((ReadOnlySpan<char>)characters).ContainsAny(Placeholders);
    }

    /// <summary>Whether it is one of the words that documentation and tests use.</summary>
    public static bool IsDummyWord(ReadOnlySpan<byte> text)
    {
        foreach (var dummy in Dummies)
        {
            if (Ascii.EqualsIgnoreCase(text, dummy))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether too few different characters make it up for anything generated.</summary>
    public static bool IsMonotonous(ReadOnlySpan<byte> text) => Entropy(text) < 2.8;

    /// <summary>Shannon's entropy in bits a character.</summary>
    public static double Entropy(ReadOnlySpan<byte> text)
    {
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        foreach (var character in text)
        {
            counts[character]++;
        }

        var entropy = 0.0;
        foreach (var count in counts)
        {
            if (count > 0)
            {
                var share = (double)count / text.Length;
                entropy -= share * Math.Log2(share);
            }
        }

        return entropy;
    }

    /// <summary>
    /// Whether it looks generated: letters and digits, many changes between kinds of characters, high entropy. Words and
    /// identifiers change seldom, which is what keeps source code quiet.
    /// </summary>
    /// <param name="text">The value.</param>
    /// <param name="least">How long it is at least.</param>
    /// <param name="leastEntropy">How many bits a character it has at least.</param>
    public static bool LooksGenerated(ReadOnlySpan<byte> text, int least, double leastEntropy)
    {
        if (text.Length < least)
        {
            return false;
        }

        var (letters, digits, changes) = (0, 0, 0);
        var previous = -1;
        foreach (char character in text)
        {
            if (character is <= ' ' or >= '\x7f')
            {
                return false;
            }

            if (character is '_' or '-' or '.' or '/' or ':')
            {
                continue;
            }

            var kind = char.IsAsciiDigit(character) ? 0 : char.IsAsciiLetterLower(character) ? 1 : char.IsAsciiLetterUpper(character) ? 2 : 3;
            letters += kind is 1 or 2 ? 1 : 0;
            digits += kind == 0 ? 1 : 0;

            // A capital letter that begins a word is no change, nor is what stands between two words.
            changes += previous >= 0 && previous != kind && !(previous == 2 && kind == 1) ? 1 : 0;
            previous = kind;
        }

        return letters > 0 && digits > 0 && changes >= Math.Max(4, text.Length / 8) && Entropy(text) >= leastEntropy;
    }

    private static string Bytes(string text) => string.Concat(Encoding.UTF8.GetBytes(text).Select(value => (char)value));
}

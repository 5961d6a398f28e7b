namespace DeployOps.Engine.Checks.Env.Values;

/// <summary>
/// The passwords everybody tries first and the words they are built from (NIST SP 800-63B, section 3.1.1.2: a list of
/// commonly used values must be refused). The lists are ours, and stand in CommonPasswordList.cs.
/// </summary>
internal static class CommonPasswords
{
    private static readonly HashSet<string> Passwords = Load(CommonPasswordList.Passwords);
    private static readonly HashSet<string> Words = Load(CommonPasswordList.Words);
    // Shorter words stand in every random secret.
    private const int ShortestWordInside = 4;

    private static readonly int LongestWord = Words.Max(word => word.Length);

    /// <summary>Whether the text, without regard to case, is one of them.</summary>
    public static bool Contains(string text) => Passwords.Contains(text.ToLowerInvariant());

    /// <summary>Whether the letters, in lower case, are nothing but words of the list put together.</summary>
    public static bool IsMadeOfWords(ReadOnlySpan<char> letters)
    {
        if (letters.Length is < 3 or > 256)
        {
            return false;
        }

        var text = letters.ToString();
        var reachable = new bool[text.Length + 1];
        reachable[0] = true;
        for (var start = 0; start < text.Length; start++)
        {
            for (var length = 1; reachable[start] && length <= Math.Min(LongestWord, text.Length - start); length++)
            {
                reachable[start + length] |= Words.Contains(text.Substring(start, length));
            }
        }

        return reachable[text.Length];
    }

    /// <summary>The length of the longest word of the list that stands at a place, upper and lower case alike; 0 for none.</summary>
    public static int WordAt(string text, int index)
    {
        var lookup = Words.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> lower = stackalloc char[LongestWord];
        var most = text.AsSpan(index, Math.Min(LongestWord, text.Length - index)).ToLowerInvariant(lower);
        while (most >= ShortestWordInside && !lookup.Contains(lower[..most]))
        {
            most--;
        }

        return most >= ShortestWordInside ? most : 0;
    }

    /// <summary>The usual replacements of letters by look-alikes, undone.</summary>
    public static string Unfold(string text) => string.Create(text.Length, text, static (target, source) =>
    {
        for (var index = 0; index < source.Length; index++)
        {
            target[index] = char.ToLowerInvariant(source[index]) switch
            {
                '0' => 'o',
                '1' or '!' => 'i',
                '3' => 'e',
                '4' or '@' => 'a',
                '5' or '$' => 's',
                '7' => 't',
                var other => other,
            };
        }
    });

    private static HashSet<string> Load(string list) => [.. list.Split(['\n', '\r', ' '], StringSplitOptions.RemoveEmptyEntries)];
}

namespace DeployOps.Engine.Checks.Env.Values;

/// <summary>
/// Estimates how much chance is in a secret. Each character weighs as much as the alphabet the secret draws from allows, and no
/// more than its own frequency says (Shannon); what belongs to a run or a keyboard walk weighs nothing, a dictionary word or a piece seen before as much as picking it from a list.
/// </summary>
internal static class SecretEntropy
{
    // Longer secrets are strong or hopeless by then, and the search for repeated pieces is quadratic.
    private const int LongestLooked = 256;
    private const int ShortestPiece = 4;
    private const double BitsOfPiece = 10;

    /// <summary>The estimate, in bits.</summary>
    public static double Bits(string secret)
    {
        var text = secret.Length > LongestLooked ? secret[..LongestLooked] : secret;
        if (text.Length == 0)
        {
            return 0;
        }

        var perCharacter = Math.Log2(AlphabetOf(text));
        var bits = 0.0;
        var index = 0;
        while (index < text.Length)
        {
            var piece = Math.Max(SeenBefore(text, index), CommonPasswords.WordAt(text, index));
            bits += piece >= ShortestPiece ? BitsOfPiece : perCharacter;
            index += piece >= ShortestPiece ? piece : 1;
        }

        var predictable = Math.Max(
            KeyboardWalk.Covered(text),
            SecretRuns.Covered(text, SecretRuns.IsRepeat) + SecretRuns.Covered(text, SecretRuns.IsStepUp) + SecretRuns.Covered(text, SecretRuns.IsStepDown));
        var byPattern = (text.Length - predictable) * perCharacter;
        return Math.Max(0, Math.Min(bits, Math.Min(byPattern, ByFrequency(text))));
    }

    /// <summary>
    /// Shannon's entropy times the length, raised by what a short text must lose: of few characters each one looks rare, so
    /// log2(n) is the most it can say (the correction is that of Miller and Madow, (k - 1) / 2n ln 2 per character).
    /// </summary>
    private static double ByFrequency(string text)
    {
        var counts = text.CountBy(character => character).Select(pair => (double)pair.Value).ToList();
        var shannon = -counts.Sum(count => count / text.Length * Math.Log2(count / text.Length));
        var correction = (counts.Count - 1) / (2 * text.Length * Math.Log(2));
        return (shannon + correction) * text.Length * 1.15;
    }

    private static int AlphabetOf(string text)
    {
        if (text.All(char.IsAsciiDigit))
        {
            return 10;
        }

        if (text.All(char.IsAsciiHexDigitLower) || text.All(char.IsAsciiHexDigitUpper))
        {
            return 16;
        }

        return (text.Any(char.IsAsciiDigit) ? 10 : 0)
            + (text.Any(char.IsAsciiLetterLower) ? 26 : 0)
            + (text.Any(char.IsAsciiLetterUpper) ? 26 : 0)
            + (text.Any(character => char.IsAscii(character) && !char.IsAsciiLetterOrDigit(character)) ? 20 : 0)
            + (text.Any(character => !char.IsAscii(character)) ? 256 : 0);
    }

    /// <summary>The length of the longest piece from here that occurs earlier, without overlap.</summary>
    private static int SeenBefore(string text, int index)
    {
        var best = 0;
        for (var start = 0; start < index; start++)
        {
            var length = 0;
            while (index + length < text.Length && start + length < index && char.ToLowerInvariant(text[start + length]) == char.ToLowerInvariant(text[index + length]))
            {
                length++;
            }

            best = Math.Max(best, length);
        }

        return best;
    }
}

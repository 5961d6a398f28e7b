namespace DeployOps.Engine.Checks.Env.Values;

/// <summary>What makes a secret easy to guess.</summary>
public enum SecretWeakness
{
    /// <summary>It has fewer characters than its use asks for.</summary>
    TooShort,

    /// <summary>It is a password everybody tries first, also with look-alike characters or digits behind it.</summary>
    CommonPassword,

    /// <summary>It is nothing but dictionary words, with or without digits and signs between them.</summary>
    DictionaryWords,

    /// <summary>It is the name of the user it belongs to, or holds it and little else.</summary>
    SameAsUserName,

    /// <summary>It is mostly one character again and again.</summary>
    RepeatedCharacters,

    /// <summary>It is a short piece again and again.</summary>
    ShortCycle,

    /// <summary>It follows the rows of the keyboard.</summary>
    KeyboardWalk,

    /// <summary>It counts up or down.</summary>
    Sequence,

    /// <summary>There is too little chance in it for its use.</summary>
    LowEntropy,
}

/// <summary>What a secret has to withstand.</summary>
/// <param name="LeastLength">The least number of characters.</param>
/// <param name="LeastBits">The least estimated entropy, in bits.</param>
public sealed record SecretDemand(int LeastLength, double LeastBits)
{
    /// <summary>A password of a store: 12 characters (OWASP ASVS 5.0, section 6.2), 36 bits: what a random one of 12 letters and digits always has by this estimate.</summary>
    public static SecretDemand Password { get; } = new(12, 36);

    /// <summary>
    /// A key that signs or encrypts: 32 characters (seed 001, CH2), 96 bits. RFC 7518, section 3.2 asks for a key as long as the
    /// hash; 32 hexadecimal digits hold 128 bits.
    /// </summary>
    public static SecretDemand SigningKey { get; } = new(32, 96);
}

/// <summary>
/// Judges how easily a secret is guessed (NIST SP 800-63B, section 3.1.1.2; OWASP ASVS 5.0, V6 and V11). It answers with kinds,
/// never with a piece of the secret.
/// </summary>
public static class SecretStrength
{
    private const double MostlyPart = 0.6;
    private const int LongestCycle = 12;

    /// <summary>The weaknesses of a secret; none when it is strong enough.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="demand">What it has to withstand.</param>
    /// <param name="userName">The name of the user it belongs to, when it is known.</param>
    public static IReadOnlyList<SecretWeakness> WeaknessesOf(string secret, SecretDemand demand, string? userName = null)
    {
        var weaknesses = new List<SecretWeakness>();
        if (secret.Length < demand.LeastLength)
        {
            weaknesses.Add(SecretWeakness.TooShort);
        }

        if (IsUserName(secret, userName))
        {
            weaknesses.Add(SecretWeakness.SameAsUserName);
        }

        if (IsCommon(secret))
        {
            weaknesses.Add(SecretWeakness.CommonPassword);
        }
        else if (IsMadeOfWords(secret))
        {
            weaknesses.Add(SecretWeakness.DictionaryWords);
        }

        weaknesses.AddRange(Patterns(secret));
        if (weaknesses.All(weakness => weakness == SecretWeakness.TooShort) && SecretEntropy.Bits(secret) < demand.LeastBits && secret.Length >= demand.LeastLength)
        {
            weaknesses.Add(SecretWeakness.LowEntropy);
        }

        return weaknesses;
    }

    /// <summary>A weakness in the words of a finding.</summary>
    public static string Describe(SecretWeakness weakness, SecretDemand demand) => weakness switch
    {
        SecretWeakness.TooShort => $"has fewer than {demand.LeastLength} characters",
        SecretWeakness.CommonPassword => "is one of the passwords that are tried first",
        SecretWeakness.DictionaryWords => "is made of dictionary words",
        SecretWeakness.SameAsUserName => "is the user's own name, or little more",
        SecretWeakness.RepeatedCharacters => "is mostly one repeated character",
        SecretWeakness.ShortCycle => "is a short piece repeated",
        SecretWeakness.KeyboardWalk => "follows the rows of the keyboard",
        SecretWeakness.Sequence => "counts up or down",
        _ => "holds too little chance",
    };

    private static IEnumerable<SecretWeakness> Patterns(string secret)
    {
        if (secret.Length < 4)
        {
            yield break;
        }

        if (SecretRuns.Covered(secret, SecretRuns.IsRepeat) >= MostlyPart * secret.Length || IsMostlyOneCharacter(secret))
        {
            yield return SecretWeakness.RepeatedCharacters;
        }
        else if (HasShortCycle(secret))
        {
            yield return SecretWeakness.ShortCycle;
        }

        if (SecretRuns.Covered(secret, SecretRuns.IsStepUp) + SecretRuns.Covered(secret, SecretRuns.IsStepDown) >= MostlyPart * secret.Length)
        {
            yield return SecretWeakness.Sequence;
        }
        else if (KeyboardWalk.Covered(secret) >= MostlyPart * secret.Length)
        {
            yield return SecretWeakness.KeyboardWalk;
        }
    }

    private static bool IsMostlyOneCharacter(string secret) =>
        secret.CountBy(character => character).Max(pair => pair.Value) >= 0.7 * secret.Length;

    private static bool HasShortCycle(string secret)
    {
        for (var period = 2; period <= Math.Min(LongestCycle, secret.Length / 2); period++)
        {
            if (secret.AsSpan(period).SequenceEqual(secret.AsSpan(0, secret.Length - period)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsUserName(string secret, string? userName)
    {
        if (userName is not { Length: >= 3 } || !secret.Contains(userName, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        // The name in a long random secret is chance or harmless; the name and a year is not.
        var rest = secret.Replace(userName, "", StringComparison.OrdinalIgnoreCase);
        return rest.Length < 8 || rest.All(char.IsAsciiDigit);
    }

    private static bool IsCommon(string secret)
    {
        var bare = secret.TrimEnd("0123456789!@#$%^&*._-+~".ToCharArray());
        return CommonPasswords.Contains(secret)
            || CommonPasswords.Contains(CommonPasswords.Unfold(secret))
            || (bare.Length >= 4 && secret.Length - bare.Length <= 8 && (CommonPasswords.Contains(bare) || CommonPasswords.Contains(CommonPasswords.Unfold(bare))));
    }

    /// <summary>Letters that are nothing but words, when what stands between them is no secret of its own.</summary>
    private static bool IsMadeOfWords(string secret)
    {
        var others = secret.Count(character => !char.IsAsciiLetter(character) && character is not ('-' or '_' or ' ' or '.'));
        if (others > 6 && others > secret.Length / 3)
        {
            return false;
        }

        return CommonPasswords.IsMadeOfWords(LettersOf(secret)) || CommonPasswords.IsMadeOfWords(LettersOf(CommonPasswords.Unfold(secret.TrimEnd("0123456789!@#$%^&*".ToCharArray()))));
    }

    private static string LettersOf(string text) => string.Concat(text.Where(char.IsAsciiLetter)).ToLowerInvariant();
}

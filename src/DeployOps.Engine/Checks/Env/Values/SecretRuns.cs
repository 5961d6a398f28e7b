namespace DeployOps.Engine.Checks.Env.Values;

/// <summary>Finds runs in a secret: characters that follow from the one before by a simple step.</summary>
internal static class SecretRuns
{
    // Two steps in the same direction happen by chance in every longer random secret.
    private const int ShortestRun = 4;

    /// <summary>The same character again.</summary>
    public static bool IsRepeat(char before, char after) => before == after;

    /// <summary>The next letter or digit; after 9 comes 0.</summary>
    public static bool IsStepUp(char before, char after) =>
        char.IsLetterOrDigit(before) && char.IsLetterOrDigit(after) && (after == before + 1 || (before == '9' && after == '0'));

    /// <summary>The letter or digit before.</summary>
    public static bool IsStepDown(char before, char after) => IsStepUp(after, before);

    /// <summary>How many characters lie in runs of four or more.</summary>
    public static int Covered(string text, Func<char, char, bool> follows)
    {
        var covered = 0;
        var run = 1;
        for (var index = 1; index <= text.Length; index++)
        {
            if (index < text.Length && follows(char.ToLowerInvariant(text[index - 1]), char.ToLowerInvariant(text[index])))
            {
                run++;
                continue;
            }

            covered += run >= ShortestRun ? run : 0;
            run = 1;
        }

        return covered;
    }
}

using System.Diagnostics.CodeAnalysis;

namespace DeployOps.Engine.EnvFiles;

/// <summary>Which keys the grammar allows, and which are fit to be shown.</summary>
public static class EnvKeys
{
    private const int LongestShown = 128;

    /// <summary>What is shown in place of a key which is not fit to be shown.</summary>
    public const string Hidden = "(unusual key)";

    /// <summary>
    /// True for a key of the usual form, <c>[A-Za-z_][A-Za-z0-9_.]*</c>. Only such a key may be printed: a broken
    /// multi-line secret turns its lines into keys, and those would be pieces of the secret.
    /// </summary>
    public static bool IsUsual([NotNullWhen(true)] string? key)
    {
        if (string.IsNullOrEmpty(key) || key.Length > LongestShown || !(char.IsAsciiLetter(key[0]) || key[0] == '_'))
        {
            return false;
        }

        foreach (var character in key)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('_' or '.'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// True when compose reads <c>key=value</c> back under exactly this key: Unicode letters and numbers and
    /// <c>_ . - [ ]</c>, not empty. Source: compose-go <c>dotenv/parser.go</c>, <c>locateKeyName</c>.
    /// </summary>
    public static bool IsWritable([NotNullWhen(true)] string? key)
    {
        if (string.IsNullOrEmpty(key))
        {
            return false;
        }

        foreach (var rune in key.EnumerateRunes())
        {
            if (!EnvCharacters.IsKeyCharacter(rune))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The key when it <see cref="IsUsual">is usual</see>, else <see cref="Hidden"/>.</summary>
    public static string Display(string? key) => IsUsual(key) ? key : Hidden;
}

using System.Security.Cryptography;

namespace DeployOps.Engine.EnvFiles.Creation;

/// <summary>Makes secrets from the operating system's random source.</summary>
public static class SecretGenerator
{
    // Safe in a URL, in a shell, in YAML and in every reader of env files. Two of the 64 may not come first or last: a leading
    // dash looks like an option, and a trailing one gets lost when a text is copied by double click.
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private const int AlphanumericCount = 62;

    /// <summary>A new secret of letters, digits, <c>-</c> and <c>_</c>; each character but the outer two has six bits.</summary>
    /// <param name="length">In characters; at least <see cref="EnvFileCreationOptions.ShortestSecret"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is too small.</exception>
    public static string Create(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, EnvFileCreationOptions.ShortestSecret);
        var outer = RandomNumberGenerator.GetString(Alphabet.AsSpan(0, AlphanumericCount), 2);
        return outer[0] + RandomNumberGenerator.GetString(Alphabet, length - 2) + outer[1];
    }
}

using System.Globalization;
using System.Security.Cryptography;

namespace Shop.Backend.Auth;

/// <summary>PBKDF2-SHA256, stored as iterations$salt$hash.</summary>
internal static class PasswordHash
{
    private const int Iterations = 120_000;

    public static string Create(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        return $"{Iterations}${Convert.ToHexStringLower(salt)}${Convert.ToHexStringLower(Derive(password, salt, Iterations))}";
    }

    public static bool Matches(string password, string stored) =>
        stored.Split('$') is [var iterations, var salt, var hash] &&
        CryptographicOperations.FixedTimeEquals(
            Derive(password, Convert.FromHexString(salt), int.Parse(iterations, CultureInfo.InvariantCulture)),
            Convert.FromHexString(hash));

    private static byte[] Derive(string password, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA256, 32);
}

using System.Security.Cryptography;
using System.Text;

namespace DeployOps.Engine.Repository.Scanning;

/// <summary>
/// Names a secret without telling it: the first 48 bits of the SHA-256 of the rule and the secret. It is written in groups of three,
/// so that not even by chance four characters in a row are those of a secret.
/// </summary>
public static class SecretFingerprint
{
    /// <summary>The fingerprint, such as <c>0f3-9ac-41b-77e</c>.</summary>
    public static string Of(string rule, ReadOnlySpan<byte> secret)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(rule), 0, .. secret]));
        return $"{hash[..3]}-{hash[3..6]}-{hash[6..9]}-{hash[9..12]}";
    }
}

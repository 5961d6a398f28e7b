using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Shop.Backend.Configuration;
using Shop.Backend.Errors;

namespace Shop.Backend.Auth;

internal sealed record Claims(Guid Sub, string Role, string Tenant, Guid Jti, long Iat, long Exp);

/// <summary>JWT with HS256: issues and verifies. Any other algorithm in a token's header is refused.</summary>
internal sealed class AccessTokens(Settings settings, TimeProvider time)
{
    private const string HeaderJson = """{"alg":"HS256","typ":"JWT"}""";

    private readonly byte[] _key = Encoding.UTF8.GetBytes(settings.JwtSecret);

    public int LifetimeSeconds => (int)settings.TokenLifetime.TotalSeconds;

    public string Issue(User user)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Claims(user.Id, user.Role, user.Tenant, Guid.NewGuid(), now, now + LifetimeSeconds);
        var signed = Encode(HeaderJson) + "." + Encode(JsonSerializer.Serialize(claims, Json.Options));
        return signed + "." + Base64Url.EncodeToString(Sign(signed));
    }

    public Claims Verify(string token)
    {
        var parts = token.Split('.');
        try
        {
            if (parts.Length == 3 && Decode(parts[0]) == HeaderJson &&
                CryptographicOperations.FixedTimeEquals(Sign(parts[0] + "." + parts[1]), Base64Url.DecodeFromChars(parts[2])) &&
                JsonSerializer.Deserialize<Claims>(Decode(parts[1]), Json.Options) is { } claims)
            {
                return claims.Exp > time.GetUtcNow().ToUnixTimeSeconds()
                    ? claims
                    : throw ApiException.Unauthorized("The token has expired");
            }
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            throw ApiException.Unauthorized("The token cannot be read");
        }

        throw ApiException.Unauthorized("The token is not one of this service");
    }

    private byte[] Sign(string text) => HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(text));

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static string Decode(string part) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(part));
}

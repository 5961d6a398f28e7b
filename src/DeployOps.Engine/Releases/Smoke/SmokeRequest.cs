using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Releases.Smoke;

/// <summary>A request that is about to be made.</summary>
/// <param name="Settings">What is expected of its answer.</param>
/// <param name="Token">The bearer token; it must never be shown. <see langword="null"/> without one.</param>
/// <param name="Refusal">Why it cannot be made; empty when it can.</param>
internal sealed record SmokeRequest(SmokeRequestSettings Settings, string? Token, string Refusal)
{
    private const int LongestToken = 16 * 1024;

    public static SmokeRequest Of(SmokeRequestSettings settings, Func<string, string?> environment)
    {
        if (settings.TokenVariable is not { } variable)
        {
            return new SmokeRequest(settings, Token: null, "");
        }

        var token = environment(variable)?.Trim() ?? "";
        return token switch
        {
            "" => new SmokeRequest(settings, Token: null, $"the variable {variable}, which should hold the token, is not set"),

            // RFC 6750, 2.1: anything else would be refused by the HTTP client with a message that repeats it.
            _ when token.Length > LongestToken || token.Any(character => character is <= ' ' or > '~') =>
                new SmokeRequest(settings, Token: null, $"the value of the variable {variable} cannot be a bearer token"),
            _ => new SmokeRequest(settings, token, ""),
        };
    }

    // The compiler's own would print the token.
    public override string ToString() => Settings.Path;
}

using System.Text.RegularExpressions;

namespace Shop.Backend.Logging;

/// <summary>One id per request or job, in every log line, in the answer's header and in every error.</summary>
internal sealed partial class CorrelationId(RequestDelegate next)
{
    public const string Header = "X-Request-ID";

    private static readonly AsyncLocal<string?> Ambient = new();

    public static string Current => Ambient.Value ??= New();

    public static string New() => Guid.NewGuid().ToString("N");

    public static void Use(string id) => Ambient.Value = id;

    public Task InvokeAsync(HttpContext context)
    {
        var given = context.Request.Headers[Header].ToString();
        Use(Acceptable().IsMatch(given) ? given : New());
        context.Response.Headers[Header] = Current;
        return next(context);
    }

    [GeneratedRegex("^[A-Za-z0-9._-]{8,64}$")]
    private static partial Regex Acceptable();
}

using System.Text.Encodings.Web;
using System.Text.Json;

namespace Shop.Backend.Errors;

internal static class Json
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // answers are application/json with nosniff
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };
}

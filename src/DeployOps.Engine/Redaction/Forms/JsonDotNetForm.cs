using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace DeployOps.Engine.Redaction.Forms;

/// <summary>
/// JSON as System.Text.Json writes it: by default quotes, <c>+</c>, <c>&amp;</c>, angle brackets, the backtick and everything
/// beyond ASCII become <c>\uXXXX</c>; with its relaxed and its all-Unicode encoder less does.
/// </summary>
internal sealed class JsonDotNetForm : ISecretForm
{
    private static readonly JavaScriptEncoder AllRanges = JavaScriptEncoder.Create(UnicodeRanges.All);

    /// <inheritdoc />
    public string Name => "json-dotnet";

    /// <inheritdoc />
    public IEnumerable<SecretText> Of(string value) =>
    [
        JavaScriptEncoder.Default.Encode(value),
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value),
        AllRanges.Encode(value),
    ];
}

using System.Text;

namespace DeployOps.Engine.Tests.Redaction;

/// <summary>A log text with a secret in it, and the bytes of it that must not come out.</summary>
/// <param name="Writer">The name of the form or shape that knows this way of writing.</param>
/// <param name="Text">The text.</param>
/// <param name="Forbidden">What would be a leak.</param>
internal sealed record WrittenSecret(string Writer, byte[] Text, byte[] Forbidden)
{
    public static WrittenSecret InText(string writer, string core) =>
        new(writer, Encoding.UTF8.GetBytes("[[" + core + "]]"), Encoding.UTF8.GetBytes(core));

    public bool LeaksFrom(ReadOnlySpan<byte> output) => Forbidden.Length >= 4 && output.IndexOf(Forbidden) >= 0;
}

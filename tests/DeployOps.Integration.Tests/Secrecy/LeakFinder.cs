using System.Buffers.Binary;
using DeployOps.Engine.Tests.Redaction;

namespace DeployOps.Integration.Tests.Secrecy;

/// <summary>Looks in a text for every secret in every way in which programs write one down.</summary>
internal sealed class LeakFinder
{
    private const int Window = 8;
    private readonly List<WrittenSecret> _written;

    public LeakFinder(IEnumerable<string> secrets) =>
        _written = [.. secrets.SelectMany(SecretWriters.All).Where(written => written.Forbidden.Length >= Window)];

    /// <summary>Every secret in every form, as one text: what a careless log could hold.</summary>
    public byte[] EverythingWritten() => [.. _written.SelectMany(written => written.Text.Append((byte)'\n'))];

    /// <summary>The forms in which some secret is in the text.</summary>
    public IReadOnlyList<string> In(ReadOnlySpan<byte> text)
    {
        // Most forms are in no text at all: a set of the text's windows answers for them without a search.
        var windows = new HashSet<ulong>();
        for (var start = 0; start + Window <= text.Length; start++)
        {
            windows.Add(BinaryPrimitives.ReadUInt64LittleEndian(text[start..]));
        }

        var found = new List<string>();
        foreach (var written in _written)
        {
            if (windows.Contains(BinaryPrimitives.ReadUInt64LittleEndian(written.Forbidden)) && written.LeaksFrom(text))
            {
                found.Add(written.Writer);
            }
        }

        return found;
    }
}

using System.Numerics;
using System.Text;

namespace DeployOps.Engine.Repository.Scanning;

/// <summary>Brings the content of a file into the form that rules are asked about: bytes in which ASCII is ASCII.</summary>
internal sealed class SourceText
{
    private const int Probed = 8192;
    private char[] _characters = [];
    private byte[] _narrowed = [];

    private enum Shape
    {
        Narrow,
        Utf16,
        Utf16BigEndian,
        Binary,
    }

    /// <summary>The content as text: itself when it is UTF-8, CP949 or alike, narrowed when it is UTF-16.</summary>
    /// <returns>Whether it is text at all.</returns>
    public bool TryRead(ReadOnlySpan<byte> content, out ReadOnlySpan<byte> text)
    {
        var shape = ShapeOf(content);
        text = shape switch
        {
            Shape.Narrow => content,
            Shape.Binary => default,
            _ => Narrow(content, shape == Shape.Utf16 ? Encoding.Unicode : Encoding.BigEndianUnicode),
        };
        return shape != Shape.Binary;
    }

    /// <summary>Each byte as a character, for what only reads characters.</summary>
    public ReadOnlySpan<char> Widen(ReadOnlySpan<byte> text) => Characters(text.Length)[..Encoding.Latin1.GetChars(text, Characters(text.Length))];

    private static Shape ShapeOf(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return Shape.Utf16;
        }

        if (content.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return Shape.Utf16BigEndian;
        }

        var head = content[..Math.Min(content.Length, Probed)];
        if (!head.Contains((byte)0))
        {
            return Shape.Narrow;
        }

        // Without its mark, UTF-16 is known by every other byte of what is mostly ASCII being zero.
        Span<int> zeros = [0, 0];
        for (var index = 0; index < head.Length; index++)
        {
            zeros[index & 1] += head[index] == 0 ? 1 : 0;
        }

        var pairs = head.Length / 2;
        return zeros[0] == 0 && zeros[1] * 4 > pairs * 3 ? Shape.Utf16
            : zeros[1] == 0 && zeros[0] * 4 > pairs * 3 ? Shape.Utf16BigEndian
            : Shape.Binary;
    }

    private Span<char> Characters(int length)
    {
        if (_characters.Length < length)
        {
            _characters = GC.AllocateUninitializedArray<char>((int)Math.Min(BitOperations.RoundUpToPowerOf2((uint)length), (uint)Array.MaxLength));
        }

        return _characters;
    }

    private ReadOnlySpan<byte> Narrow(ReadOnlySpan<byte> content, Encoding encoding)
    {
        var characters = Characters(content.Length)[..encoding.GetChars(content, Characters(content.Length))];
        if (_narrowed.Length < characters.Length)
        {
            _narrowed = GC.AllocateUninitializedArray<byte>((int)BitOperations.RoundUpToPowerOf2((uint)characters.Length));
        }

        // What is not Latin-1 becomes a question mark: no rule looks at it.
        return _narrowed.AsSpan(0, Encoding.Latin1.GetBytes(characters, _narrowed));
    }
}

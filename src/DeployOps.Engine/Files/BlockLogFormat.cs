using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace DeployOps.Engine.Files;

/// <summary>
/// The frame around a block of a log: a header with the block's number and SHA-256, the text for people, one line for
/// programs, and an end line.
/// <code>
/// #=#=#=#=# record 12 sha256=…
/// text for people
/// # deployops:record:v1 {…}
/// #=#=#=#=# end 12
/// </code>
/// Inside a block the three characters <c>#=#</c> never stand together, so nothing in it can pass for a frame: not even
/// when one byte of the file is damaged, because the mark holds them four times and no single byte makes all four.
/// Lines are hashed without their line ends, so that an editor which turns <c>\n</c> into <c>\r\n</c> does no harm.
/// </summary>
internal static partial class BlockLogFormat
{
    /// <summary>The largest block, in bytes (4 MiB): a reader never holds more.</summary>
    public const int LargestBlock = 4 * 1024 * 1024;

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static ReadOnlySpan<byte> Mark => "#=#=#=#=# "u8;

    public static ReadOnlySpan<byte> PayloadMark => "# deployops:record:v1 "u8;

    private static ReadOnlySpan<byte> HeaderWord => "record "u8;

    private static ReadOnlySpan<byte> HashWord => " sha256="u8;

    private static ReadOnlySpan<byte> EndWord => "end "u8;

    private static ReadOnlySpan<byte> CutWord => "cut "u8;

    /// <summary>A whole block as bytes, from its header to the empty line after its end.</summary>
    public static byte[] Write(long sequence, string text, string payload)
    {
        var content = Utf8.GetBytes($"{Neutral(text)}\n{Utf8.GetString(PayloadMark)}{NeutralPayload(payload)}\n");
        var mark = Utf8.GetString(Mark);
        var hash = Hash(sequence, content);
        return
        [
            .. Utf8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{mark}record {sequence} sha256={hash}\n")),
            .. content,
            .. Utf8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{mark}end {sequence}\n\n")),
        ];
    }

    /// <summary>The line that closes a block which was cut off.</summary>
    public static byte[] WriteCut(long sequence) =>
        Utf8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Utf8.GetString(Mark)}cut {sequence}\n\n"));

    /// <summary>The hash of a block: its number and its lines, each ended by <c>\n</c>.</summary>
    public static string Hash(long sequence, ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Utf8.GetBytes(sequence.ToString(CultureInfo.InvariantCulture) + "\n"));
        hash.AppendData(content);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Text for people that cannot pass for a frame, has <c>\n</c> line ends, and sends no control codes to a terminal.</summary>
    public static string Neutral(string text)
    {
        var lines = FrameLike().Replace(text.ReplaceLineEndings("\n"), "-").TrimEnd('\n');
        if (!lines.Any(IsUnwanted))
        {
            return lines;
        }

        // The pictures of the control characters start at U+2400; the C1 range has none.
        return string.Create(lines.Length, lines, static (target, source) =>
        {
            for (var index = 0; index < source.Length; index++)
            {
                var character = source[index];
                target[index] = !IsUnwanted(character) ? character : character < ' ' ? (char)('\u2400' + character) : '\uFFFD';
            }
        });
    }

    public static BlockLogMark Read(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith(Mark))
        {
            return default;
        }

        var rest = line[Mark.Length..];
        if (rest.StartsWith(HeaderWord) && Number(rest[HeaderWord.Length..], out var sequence, out var after)
            && after.StartsWith(HashWord) && IsHash(after[HashWord.Length..]))
        {
            return new BlockLogMark(BlockLogMarkKind.Header, sequence, Encoding.ASCII.GetString(after[HashWord.Length..]));
        }

        if (rest.StartsWith(EndWord) && Number(rest[EndWord.Length..], out sequence, out after) && after.IsEmpty)
        {
            return new BlockLogMark(BlockLogMarkKind.End, sequence, "");
        }

        return rest.StartsWith(CutWord) && Number(rest[CutWord.Length..], out sequence, out after) && after.IsEmpty
            ? new BlockLogMark(BlockLogMarkKind.Cut, sequence, "")
            : new BlockLogMark(BlockLogMarkKind.Unreadable, 0, "");
    }

    private static string NeutralPayload(string payload) =>
        payload.Contains('\n', StringComparison.Ordinal)
            ? throw new ArgumentException("A payload is one line.", nameof(payload))
            : FrameLike().Replace(payload, "\\u003d");

    private static bool IsUnwanted(char character) => char.IsControl(character) && character is not ('\n' or '\t');

    // Eighteen digits cannot overflow, and no log has more.
    private static bool Number(ReadOnlySpan<byte> text, out long number, out ReadOnlySpan<byte> after)
    {
        var read = Utf8Parser.TryParse(text, out number, out var length) && length <= 18 && number > 0 && text[0] is >= (byte)'1' and <= (byte)'9';
        after = read ? text[length..] : default;
        return read;
    }

    private static bool IsHash(ReadOnlySpan<byte> text) => text.Length == 64 && !text.ContainsAnyExcept(HexDigits);

    [GeneratedRegex("(?<=#)=(?=#)")]
    private static partial Regex FrameLike();
}

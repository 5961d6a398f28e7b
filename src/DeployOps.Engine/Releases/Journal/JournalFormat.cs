using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace DeployOps.Engine.Releases.Journal;

/// <summary>
/// A record as one line of JSON:
/// <code>
/// {"type":"step-started","sequence":3,"step":"Up","operation":1,"time":"2026-11-21T03:00:00+00:00","crc32c":"0a1b2c3d"}
/// </code>
/// The checksum is CRC-32C (RFC 3720, Castagnoli) over everything before <c>,"crc32c"</c>. It finds every damaged byte, and every burst of
/// damage up to four bytes for certain; it is no protection against somebody who means it.
/// </summary>
internal static class JournalFormat
{
    /// <summary>The longest line in bytes (4 MiB): a reader never holds more.</summary>
    public const int LongestLine = 4 * 1024 * 1024;

    private const int SumDigits = 8;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private static ReadOnlySpan<byte> TypeMark => "{\"type\":\""u8;

    private static ReadOnlySpan<byte> SequenceMark => "\",\"sequence\":"u8;

    private static ReadOnlySpan<byte> SumMark => ",\"crc32c\":\""u8;

    private static ReadOnlySpan<byte> End => "\"}"u8;

    /// <summary>A record's line with its line end.</summary>
    public static byte[] Write(long sequence, JournalRecord record)
    {
        var (type, body) = record switch
        {
            OperationStarted started => ("operation-started", Json(started, JournalRecordJson.Readable.OperationStarted)),
            StepStarted started => ("step-started", Json(started, JournalRecordJson.Readable.StepStarted)),
            StepFinished finished => ("step-finished", Json(finished, JournalRecordJson.Readable.StepFinished)),
            ImagesKnown images => ("images-known", Json(images, JournalRecordJson.Readable.ImagesKnown)),
            MigrationStarted started => ("migration-started", Json(started, JournalRecordJson.Readable.MigrationStarted)),
            OperationFinished finished => ("operation-finished", Json(finished, JournalRecordJson.Readable.OperationFinished)),
            _ => throw new ArgumentException($"The journal has no line for a {record.GetType().Name}.", nameof(record)),
        };
        var head = Utf8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"type\":\"{type}\",\"sequence\":{sequence},"));

        // The body is an object of its own that is never empty: its first brace goes, and its last one comes after the checksum.
        byte[] text = [.. head, .. body.AsSpan(1, body.Length - 2)];
        return [.. text, .. SumMark, .. Utf8.GetBytes(Checksum(text).ToString("x8", CultureInfo.InvariantCulture)), .. End, (byte)'\n'];
    }

    /// <summary>Reads a line without its line end.</summary>
    public static JournalLine Read(ReadOnlySpan<byte> line)
    {
        var text = line[..Math.Max(0, line.Length - SumMark.Length - SumDigits - End.Length)];
        if (!IsIntact(line, text) || !text.StartsWith(TypeMark))
        {
            return JournalLine.Damaged;
        }

        var rest = text[TypeMark.Length..];
        var quote = rest.IndexOf((byte)'"');
        if (quote <= 0 || !rest[quote..].StartsWith(SequenceMark)
            || !Utf8Parser.TryParse(rest[(quote + SequenceMark.Length)..], out long sequence, out _) || sequence <= 0)
        {
            return JournalLine.Damaged;
        }

        var type = rest[..quote];
        try
        {
            return Record(type, line) is { } record
                ? new JournalLine(JournalLineKind.Intact, sequence, "", record)
                : new JournalLine(JournalLineKind.Intact, sequence, Utf8.GetString(type), null);
        }
        catch (JsonException)
        {
            // The line is as it was written, so a later version wrote it with something that this one does not know.
            return new JournalLine(JournalLineKind.Intact, sequence, Utf8.GetString(type), null);
        }
    }

    private static JournalRecord? Record(ReadOnlySpan<byte> type, ReadOnlySpan<byte> line) => type switch
    {
        _ when type.SequenceEqual("operation-started"u8) => JsonSerializer.Deserialize(line, JournalRecordJson.Readable.OperationStarted),
        _ when type.SequenceEqual("step-started"u8) => JsonSerializer.Deserialize(line, JournalRecordJson.Readable.StepStarted),
        _ when type.SequenceEqual("step-finished"u8) => JsonSerializer.Deserialize(line, JournalRecordJson.Readable.StepFinished),
        _ when type.SequenceEqual("images-known"u8) => JsonSerializer.Deserialize(line, JournalRecordJson.Readable.ImagesKnown),
        _ when type.SequenceEqual("migration-started"u8) => JsonSerializer.Deserialize(line, JournalRecordJson.Readable.MigrationStarted),
        _ when type.SequenceEqual("operation-finished"u8) => JsonSerializer.Deserialize(line, JournalRecordJson.Readable.OperationFinished),
        _ => null,
    };

    private static byte[] Json<T>(T record, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(record, type);

    private static bool IsIntact(ReadOnlySpan<byte> line, ReadOnlySpan<byte> text)
    {
        var sum = line[text.Length..];
        return sum.StartsWith(SumMark) && sum.EndsWith(End)
            && Utf8Parser.TryParse(sum.Slice(SumMark.Length, SumDigits), out uint written, out var read, 'x') && read == SumDigits
            && written == Checksum(text);
    }

    private static uint Checksum(ReadOnlySpan<byte> text)
    {
        var sum = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(text);
        foreach (var word in words)
        {
            sum = BitOperations.Crc32C(sum, BitConverter.IsLittleEndian ? word : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(word));
        }

        foreach (var value in text[(words.Length * sizeof(ulong))..])
        {
            sum = BitOperations.Crc32C(sum, value);
        }

        return ~sum;
    }
}

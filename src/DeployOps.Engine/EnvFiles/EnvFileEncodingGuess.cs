using System.Text;

namespace DeployOps.Engine.EnvFiles;

/// <summary>Guesses what a file is that is not clean UTF-8, so that the error can say how it came about.</summary>
internal static class EnvFileEncodingGuess
{
    private const int KoreanCodePage = 949;

    // Hangul syllables lie in rows B0 to C8 of the code table; what CP949 adds to EUC-KR is rare.
    private const byte FirstHangulRow = 0xB0;
    private const byte LastHangulRow = 0xC8;
    private const byte FirstTrail = 0xA1;

    /// <summary>What a byte order mark other than UTF-8's says, or null.</summary>
    public static EnvFileEncoding? OfMark(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]) || content.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]))
        {
            return EnvFileEncoding.Utf32;
        }

        if (content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return EnvFileEncoding.Utf16LittleEndian;
        }

        return content.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? EnvFileEncoding.Utf16BigEndian : null;
    }

    /// <summary>The text in every encoding that it may have been saved in, for those who look for something in it.</summary>
    public static IEnumerable<string> Readings(byte[] content) =>
        (OfMark(content) ?? (content.Contains((byte)0) ? OfNul(content) : EnvFileEncoding.Latin1)) switch
        {
            EnvFileEncoding.Utf32 => [Encoding.UTF32.GetString(content), new UTF32Encoding(bigEndian: true, byteOrderMark: true).GetString(content)],
            EnvFileEncoding.Utf16LittleEndian => [Encoding.Unicode.GetString(content).TrimStart('\uFEFF')],
            EnvFileEncoding.Utf16BigEndian => [Encoding.BigEndianUnicode.GetString(content).TrimStart('\uFEFF')],
            _ => [Encoding.UTF8.GetString(content), Encoding.Latin1.GetString(content), CodePagesEncodingProvider.Instance.GetEncoding(KoreanCodePage)?.GetString(content) ?? ""],
        };

    /// <summary>ASCII in UTF-16 has a NUL in every second byte; which half it is in tells the order.</summary>
    public static EnvFileEncoding OfNul(ReadOnlySpan<byte> content)
    {
        var even = 0;
        var odd = 0;
        for (var index = 0; index < content.Length; index++)
        {
            if (content[index] == 0)
            {
                even += 1 - (index & 1);
                odd += index & 1;
            }
        }

        var quarter = content.Length / 4;
        if (odd > quarter && odd > even * 4)
        {
            return EnvFileEncoding.Utf16LittleEndian;
        }

        return even > quarter && even > odd * 4 ? EnvFileEncoding.Utf16BigEndian : EnvFileEncoding.Utf8WithNul;
    }

    /// <summary>
    /// Invalid UTF-8: mostly good sequences mean damage; else text that CP949 can read and that has the shape of Hangul is
    /// taken for it, and the rest for Latin-1.
    /// </summary>
    public static EnvFileEncoding OfInvalid(ReadOnlySpan<byte> content)
    {
        var (good, bad) = CountSequences(content);
        if (good > bad)
        {
            return EnvFileEncoding.DamagedUtf8;
        }

        return LooksKorean(content) ? EnvFileEncoding.Cp949 : EnvFileEncoding.Latin1;
    }

    /// <summary>The offset of the first byte that does not belong to a UTF-8 sequence.</summary>
    public static int FirstBadByte(ReadOnlySpan<byte> content)
    {
        var offset = 0;
        while (offset < content.Length)
        {
            if (Rune.DecodeFromUtf8(content[offset..], out _, out var length) != System.Buffers.OperationStatus.Done)
            {
                return offset;
            }

            offset += length;
        }

        return offset;
    }

    private static (int Good, int Bad) CountSequences(ReadOnlySpan<byte> content)
    {
        var good = 0;
        var bad = 0;
        while (!content.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(content, out var rune, out var length);
            good += status == System.Buffers.OperationStatus.Done && !rune.IsAscii ? 1 : 0;
            bad += status == System.Buffers.OperationStatus.Done ? 0 : 1;
            content = content[length..];
        }

        return (good, bad);
    }

    private static bool LooksKorean(ReadOnlySpan<byte> content)
    {
        var korean = CodePagesEncodingProvider.Instance.GetEncoding(KoreanCodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        if (korean is null)
        {
            return false;
        }

        try
        {
            _ = korean.GetCharCount(content);
        }
        catch (DecoderFallbackException)
        {
            return false;
        }

        // A pair of high bytes in the Hangul rows is common in Korean and next to unknown in Western text.
        var hangul = 0;
        var others = 0;
        for (var index = 0; index < content.Length; index++)
        {
            if (content[index] < 0x80)
            {
                continue;
            }

            var isPair = index + 1 < content.Length && content[index] is >= FirstHangulRow and <= LastHangulRow && content[index + 1] >= FirstTrail;
            hangul += isPair ? 1 : 0;
            others += isPair ? 0 : 1;
            index++;
        }

        return hangul > 0 && hangul >= others;
    }
}

namespace DeployOps.Engine.Backups.Stores.Redis.Rdb;

/// <summary>The compression of strings in an RDB file. Source: the format description in liblzf.</summary>
internal static class Lzf
{
    /// <summary>Decompresses; <see langword="null"/> when the bytes are none of it or give another length.</summary>
    public static byte[]? Decompress(ReadOnlySpan<byte> input, int length)
    {
        // Three bytes give 264 at most: a damaged length must not reserve memory.
        if (length > (long)input.Length * 264)
        {
            return null;
        }

        var output = new byte[length];
        var (at, to) = (0, 0);
        while (at < input.Length)
        {
            var control = input[at++];
            if (control < 32)
            {
                var literal = control + 1;
                if (at + literal > input.Length || to + literal > length)
                {
                    return null;
                }

                input.Slice(at, literal).CopyTo(output.AsSpan(to));
                at += literal;
                to += literal;
                continue;
            }

            var count = control >> 5;
            if (count == 7)
            {
                if (at == input.Length)
                {
                    return null;
                }

                count += input[at++];
            }

            if (at == input.Length)
            {
                return null;
            }

            var from = to - ((control & 0x1F) << 8) - input[at++] - 1;
            count += 2;
            if (from < 0 || to + count > length)
            {
                return null;
            }

            // Byte by byte: what is copied may be what this very copy writes.
            for (; count > 0; count--)
            {
                output[to++] = output[from++];
            }
        }

        return to == length ? output : null;
    }
}

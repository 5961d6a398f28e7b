namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>Takes one line without its end; the bytes are only good during the call.</summary>
internal delegate void ByteLine(ReadOnlySpan<byte> line);

/// <summary>Cuts a stream into lines. Memory grows only with the longest line.</summary>
internal static class ByteLines
{
    private const int BufferBytes = 1 << 18;

    /// <summary>Reads to the end; a last line without an end is a line too.</summary>
    public static async Task ReadAsync(Stream stream, ByteLine onLine, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferBytes];
        var filled = 0;
        while (true)
        {
            var seen = filled;
            var read = await stream.ReadAsync(buffer.AsMemory(filled), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }

            filled += read;
            var consumed = Cut(buffer.AsSpan(0, filled), seen, onLine);
            if (consumed > 0)
            {
                buffer.AsSpan(consumed, filled - consumed).CopyTo(buffer);
                filled -= consumed;
            }
            else if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min(2L * buffer.Length, Array.MaxLength));
            }
        }

        if (filled > 0)
        {
            onLine(buffer.AsSpan(0, filled));
        }
    }

    // What was looked through before without finding an end is not looked through again.
    private static int Cut(ReadOnlySpan<byte> buffer, int seen, ByteLine onLine)
    {
        var (start, from) = (0, seen);
        while (buffer[from..].IndexOf((byte)'\n') is var length and >= 0)
        {
            onLine(buffer[start..(from + length)]);
            start = from = from + length + 1;
        }

        return start;
    }
}

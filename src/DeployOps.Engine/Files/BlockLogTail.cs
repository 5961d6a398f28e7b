namespace DeployOps.Engine.Files;

/// <summary>How a log ends, found by reading it backwards from its end until the last header.</summary>
/// <param name="LastSequence">The largest number among the last frame lines; 0 when there are none.</param>
/// <param name="IsCut">Whether the last block has a header and no end: its writer was stopped.</param>
/// <param name="EndsInLine">Whether the last line has no line end.</param>
internal readonly record struct BlockLogTail(long LastSequence, bool IsCut, bool EndsInLine)
{
    private const int ChunkSize = 64 * 1024;

    // Longer than any frame line: header, 18 digits, hash.
    private const int Overlap = 256;

    public static async Task<BlockLogTail> FindAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[ChunkSize + Overlap];
        var length = stream.Length;
        var endsInLine = false;
        var last = BlockLogMarkKind.None;
        var sequence = 0L;
        for (var end = length; end > 0; end -= Math.Min(end, ChunkSize))
        {
            var start = Math.Max(0, end - ChunkSize);
            stream.Position = start;
            var read = await stream.ReadAtLeastAsync(
                buffer.AsMemory(0, (int)Math.Min(buffer.Length, length - start)),
                (int)Math.Min(buffer.Length, length - start),
                throwOnEndOfStream: false,
                cancellationToken).ConfigureAwait(false);
            if (end == length && read > 0)
            {
                endsInLine = buffer[read - 1] != (byte)'\n';
            }

            if (Scan(buffer.AsSpan(0, read), (int)(end - start), ref last, ref sequence))
            {
                break;
            }
        }

        return new BlockLogTail(sequence, last == BlockLogMarkKind.Header, endsInLine);
    }

    /// <summary>Looks for frame lines that start in the first part of a piece, the last one first.</summary>
    /// <returns>Whether a header was met, and the search is over.</returns>
    private static bool Scan(ReadOnlySpan<byte> piece, int startsBefore, ref BlockLogMarkKind last, ref long sequence)
    {
        var limit = Math.Min(piece.Length, startsBefore + BlockLogFormat.Mark.Length - 1);
        while (piece[..limit].LastIndexOf(BlockLogFormat.Mark) is >= 0 and var at)
        {
            limit = at + BlockLogFormat.Mark.Length - 1;
            var rest = piece[at..];
            var newline = rest.IndexOf((byte)'\n');
            var mark = BlockLogFormat.Read((newline < 0 ? rest : rest[..newline]).TrimEnd((byte)'\r'));
            last = last == BlockLogMarkKind.None ? mark.Kind : last;
            sequence = Math.Max(sequence, mark.Sequence);
            if (mark.Kind == BlockLogMarkKind.Header)
            {
                return true;
            }
        }

        return false;
    }
}

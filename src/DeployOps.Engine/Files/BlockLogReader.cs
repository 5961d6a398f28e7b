using System.Runtime.CompilerServices;
using System.Text;

namespace DeployOps.Engine.Files;

/// <summary>
/// Reads a log of blocks from its start, holding one block at a time. What stands between blocks is passed over; a
/// damaged block is reported and passed over. It never blocks a writer and is not blocked by one.
/// </summary>
public static class BlockLogReader
{
    /// <summary>Opens a log for reading, shared with those who write, rotate or delete it.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="Permissions.NotARegularFileException">It is a pipe, a socket or a device.</exception>
    public static FileStream Open(string path)
    {
        RegularFile.Demand(path);
        return new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete,
            bufferSize: 0,
            FileOptions.Asynchronous | FileOptions.SequentialScan);
    }

    /// <summary>Reads the blocks and damages of a log in the order of the file.</summary>
    /// <param name="stream">The log, at its start.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<BlockLogEntry> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = new ByteLineReader(stream, BlockLogFormat.LargestBlock);
        using var open = new OpenBlock();
        while (await reader.NextAsync(cancellationToken).ConfigureAwait(false))
        {
            var mark = BlockLogFormat.Read(reader.Line.Span);
            if (reader.Number == 1 && IsUtf16(reader.Line.Span))
            {
                yield return new BlockLogDamage(1, null, "the file is UTF-16, probably saved so by an editor; save it as UTF-8 again");
            }

            switch (mark.Kind)
            {
                case BlockLogMarkKind.None:
                    open.Add(reader.Line.Span, reader.TooLong);
                    break;
                case BlockLogMarkKind.Header:
                    if (open.Damage("it is cut off, the next record starts before its end") is { } cutByNext)
                    {
                        yield return cutByNext;
                    }

                    open.Start(reader.Number, reader.Offset, mark);
                    break;
                case BlockLogMarkKind.End when open.IsOpen:
                    yield return open.Finish(mark.Sequence);
                    break;
                case BlockLogMarkKind.End:
                    yield return new BlockLogDamage(reader.Number, mark.Sequence, "a record ends here whose first line is damaged or missing");
                    break;
                case BlockLogMarkKind.Cut:
                    if (open.Damage("it is cut off, its writer was stopped") is { } cut)
                    {
                        yield return cut;
                    }

                    break;
                default:
                    yield return open.Damage("a line of its frame is damaged")
                        ?? new BlockLogDamage(reader.Number, null, "the first or last line of a record is damaged");
                    break;
            }
        }

        if (open.Damage("it is cut off at the end of the file, or is being written right now") is { } atEnd)
        {
            yield return atEnd;
        }
    }

    private static bool IsUtf16(ReadOnlySpan<byte> line) => line.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || line.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);

    /// <summary>The block that is being read.</summary>
    private sealed class OpenBlock : IDisposable
    {
        private readonly MemoryStream _content = new();
        private BlockLogMark _header;
        private long _line;
        private long _offset;
        private bool _tooLarge;

        public bool IsOpen => _line > 0;

        public void Start(long line, long offset, BlockLogMark header)
        {
            Close();
            _offset = offset;
            _line = line;
            _header = header;
        }

        public void Add(ReadOnlySpan<byte> line, bool tooLong)
        {
            _tooLarge |= tooLong || _content.Length + line.Length > BlockLogFormat.LargestBlock;
            if (IsOpen && !_tooLarge)
            {
                _content.Write(line);
                _content.WriteByte((byte)'\n');
            }
        }

        public BlockLogDamage? Damage(string reason)
        {
            var damage = IsOpen ? new BlockLogDamage(_line, _header.Sequence, reason) : null;
            Close();
            return damage;
        }

        public BlockLogEntry Finish(long sequence)
        {
            var content = _content.GetBuffer().AsSpan(0, (int)_content.Length);
            var intact = sequence == _header.Sequence && !_tooLarge && BlockLogFormat.Hash(sequence, content) == _header.Hash;
            var payload = content.TrimEnd((byte)'\n').LastIndexOf((byte)'\n') + 1;
            if (!intact || !content[payload..].StartsWith(BlockLogFormat.PayloadMark))
            {
                return Damage("its content and its SHA-256 differ: it was edited by hand or the file is damaged")!;
            }

            var block = new BlockLogBlock(
                _line,
                _offset,
                sequence,
                payload == 0 ? "" : Encoding.UTF8.GetString(content[..(payload - 1)]),
                Encoding.UTF8.GetString(content[(payload + BlockLogFormat.PayloadMark.Length)..^1]));
            Close();
            return block;
        }

        public void Dispose() => _content.Dispose();

        private void Close()
        {
            _line = 0;
            _tooLarge = false;
            _content.SetLength(0);
            if (_content.Capacity > 1024 * 1024)
            {
                _content.Capacity = 0;
            }
        }
    }
}

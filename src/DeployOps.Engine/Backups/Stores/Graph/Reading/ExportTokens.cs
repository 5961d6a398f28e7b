using System.Security.Cryptography;

namespace DeployOps.Engine.Backups.Stores.Graph.Reading;

/// <summary>Cuts an export into its comments and statements, and hashes it up to its closing marker.</summary>
internal sealed class ExportTokens(Stream stream) : IDisposable
{
    private const int UsualSize = 256 * 1024;
    private const int LongestToken = 256 * 1024 * 1024;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _buffer = new byte[UsualSize];
    private int _start;
    private int _end;
    private int _scanned;
    private byte _quote;
    private bool _isOver;

    /// <summary>The bytes before the token that was read last, hashed.</summary>
    public string HashBefore { get; private set; } = "";

    /// <summary>The next comment or statement with its line break; empty at the end.</summary>
    /// <exception cref="GraphExportDamagedException">It does not end.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var length = Find();
            if (length > 0)
            {
                var token = _buffer.AsMemory(_start, length);
                if (token.Span.StartsWith("// end "u8))
                {
                    HashBefore = Convert.ToHexStringLower(_hash.GetCurrentHash());
                }

                _hash.AppendData(token.Span);
                _start += length;
                (_scanned, _quote) = (0, 0);
                return token;
            }

            if (_isOver)
            {
                return _start == _end ? ReadOnlyMemory<byte>.Empty : throw new GraphExportDamagedException("it ends within a line");
            }

            await FillAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _hash.Dispose();

    /// <summary>How long the next token is; 0 when its end has not been read yet.</summary>
    private int Find()
    {
        var text = _buffer.AsSpan(_start, _end - _start);
        if (text.Length < 2)
        {
            return 0;
        }

        if (text[0] == (byte)'/')
        {
            return text.IndexOf((byte)'\n') + 1;
        }

        while (_scanned < text.Length)
        {
            var rest = text[_scanned..];
            var next = _quote switch
            {
                0 => rest.IndexOfAny((byte)'\'', (byte)'`', (byte)';'),
                (byte)'`' => rest.IndexOf((byte)'`'),
                _ => rest.IndexOfAny((byte)'\'', (byte)'\\'),
            };
            if (next < 0)
            {
                _scanned = text.Length;
                return 0;
            }

            var found = rest[next];
            if (found is (byte)'\\' or (byte)';' && next + 1 == rest.Length)
            {
                // What follows decides, and it is not here yet.
                _scanned += next;
                return 0;
            }

            _scanned += next + 1;
            if (found == (byte)';')
            {
                return rest[next + 1] == (byte)'\n' ? _scanned + 1 : throw CypherScan.Unexpected();
            }

            _scanned += found == (byte)'\\' ? 1 : 0;
            _quote = found == (byte)'\\' ? _quote : _quote == 0 ? found : (byte)0;
        }

        return 0;
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _end < LongestToken ? _end * 2 : throw new GraphExportDamagedException("a statement does not end"));
        }

        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += read;
        _isOver = read == 0;
    }
}

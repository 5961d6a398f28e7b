using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Shop.Backend.Sockets;

namespace Shop.Backend.Redis;

/// <summary>One connection that speaks RESP2. A reply is a string, a long, an array of replies, or null.</summary>
internal sealed class RespConnection : IPooled
{
    private readonly TcpClient _client;
    private readonly NetworkStream _stream;
    private readonly byte[] _buffer = new byte[8192];
    private int _position;
    private int _filled;

    private RespConnection(TcpClient client)
    {
        _client = client;
        _stream = client.GetStream();
    }

    public bool Usable { get; private set; } = true;

    public static async Task<RespConnection> OpenAsync(Uri url, CancellationToken cancellation)
    {
        var client = new TcpClient { NoDelay = true };
        try
        {
            await client.ConnectAsync(url.Host, url.Port > 0 ? url.Port : 6379, cancellation);
            var connection = new RespConnection(client);
            var user = url.UserInfo.Split(':', 2);
            if (user is [var name, var password])
            {
                string[] login = name.Length == 0 ? ["AUTH", Uri.UnescapeDataString(password)]
                    : ["AUTH", Uri.UnescapeDataString(name), Uri.UnescapeDataString(password)];
                await connection.SendAsync(login, cancellation);
            }

            if (url.AbsolutePath.Trim('/') is { Length: > 0 } database)
            {
                await connection.SendAsync(["SELECT", database], cancellation);
            }

            return connection;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    public async Task<object?> SendAsync(string[] command, CancellationToken cancellation)
    {
        Usable = false;
        var request = new StringBuilder().Append('*').Append(command.Length).Append("\r\n");
        foreach (var part in command)
        {
            request.Append('$').Append(Encoding.UTF8.GetByteCount(part)).Append("\r\n").Append(part).Append("\r\n");
        }

        await _stream.WriteAsync(Encoding.UTF8.GetBytes(request.ToString()), cancellation);
        var reply = await ReadAsync(cancellation);
        Usable = true;
        return reply is RespError error ? throw new RedisException($"{command[0]} was refused: {error.Kind}") : reply;
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<object?> ReadAsync(CancellationToken cancellation)
    {
        var line = await LineAsync(cancellation);
        var rest = line[1..];
        switch (line[0])
        {
            case '+':
                return rest;
            case '-':
                return new RespError(rest.Split(' ', 2)[0]);
            case ':':
                return long.Parse(rest, CultureInfo.InvariantCulture);
            case '$':
                var length = int.Parse(rest, CultureInfo.InvariantCulture);
                return length < 0 ? null : await TextAsync(length, cancellation);
            case '*':
                var count = int.Parse(rest, CultureInfo.InvariantCulture);
                if (count < 0)
                {
                    return null;
                }

                var items = new object?[count];
                for (var index = 0; index < count; index++)
                {
                    items[index] = await ReadAsync(cancellation);
                }

                return items;
            default:
                throw new IOException("The reply is not RESP");
        }
    }

    private async Task<string> LineAsync(CancellationToken cancellation)
    {
        var line = new StringBuilder();
        while (true)
        {
            var next = await ByteAsync(cancellation);
            if (next == '\n')
            {
                return line.Length > 1 ? line.ToString(0, line.Length - 1) : throw new IOException("The reply is not RESP");
            }

            line.Append((char)next);
        }
    }

    private async Task<string> TextAsync(int length, CancellationToken cancellation)
    {
        var bytes = new byte[length + 2];
        for (var index = 0; index < bytes.Length; index++)
        {
            bytes[index] = await ByteAsync(cancellation);
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private async ValueTask<byte> ByteAsync(CancellationToken cancellation)
    {
        if (_position == _filled)
        {
            _filled = await _stream.ReadAsync(_buffer, cancellation);
            _position = 0;
            if (_filled == 0)
            {
                throw new IOException("Redis closed the connection");
            }
        }

        return _buffer[_position++];
    }

    private sealed record RespError(string Kind);
}

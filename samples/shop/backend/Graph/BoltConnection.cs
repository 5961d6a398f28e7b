using System.Buffers.Binary;
using System.Net.Sockets;
using Shop.Backend.Sockets;

namespace Shop.Backend.Graph;

/// <summary>One logged-on connection of Bolt 5.1 to 5.7: run a statement, pull all its records.</summary>
internal sealed class BoltConnection : IPooled
{
    private const byte Hello = 0x01;
    private const byte Logon = 0x6A;
    private const byte Run = 0x10;
    private const byte Pull = 0x3F;
    private const byte Success = 0x70;
    private const byte Record = 0x71;
    private const byte FailureAnswer = 0x7F;

    private static readonly byte[] Handshake =
    [
        0x60, 0x60, 0xB0, 0x17,
        0x00, 0x06, 0x07, 0x05, // 5.7 down to 5.1
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    private static readonly Dictionary<string, object?> Nothing = [];

    private readonly TcpClient _client;
    private readonly NetworkStream _stream;

    private BoltConnection(TcpClient client)
    {
        _client = client;
        _stream = client.GetStream();
    }

    public bool Usable { get; private set; } = true;

    public static async Task<BoltConnection> OpenAsync(Uri uri, string user, string password, CancellationToken cancellation)
    {
        var client = new TcpClient { NoDelay = true };
        try
        {
            await client.ConnectAsync(uri.Host, uri.Port > 0 ? uri.Port : 7687, cancellation);
            var connection = new BoltConnection(client);
            await connection.LogonAsync(user, password, cancellation);
            return connection;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    public async Task<List<object?[]>> RunAsync(
        string statement, IReadOnlyDictionary<string, object?>? parameters, CancellationToken cancellation)
    {
        Usable = false;
        await SendAsync(PackStreamWriter.Message(Run, statement, parameters ?? Nothing, Nothing), cancellation);
        await ExpectSuccessAsync(cancellation);
        await SendAsync(PackStreamWriter.Message(Pull, new Dictionary<string, object?> { ["n"] = -1 }), cancellation);
        List<object?[]> records = [];
        while (true)
        {
            var (signature, fields) = await ReceiveAsync(cancellation);
            if (signature == Record)
            {
                records.Add((object?[])fields[0]!);
                continue;
            }

            if (signature != Success)
            {
                throw Refused(signature, fields);
            }

            Usable = true;
            return records;
        }
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task LogonAsync(string user, string password, CancellationToken cancellation)
    {
        await SendAsync(Handshake, cancellation);
        var version = new byte[4];
        await _stream.ReadExactlyAsync(version, cancellation);
        if (version[3] != 5)
        {
            throw new GraphException("The server does not speak Bolt 5.1 to 5.7");
        }

        Dictionary<string, object?> agent = new()
        {
            ["user_agent"] = "shop-backend/1.0",
            ["bolt_agent"] = new Dictionary<string, object?> { ["product"] = "shop-backend/1.0" },
        };
        await SendAsync(PackStreamWriter.Message(Hello, agent), cancellation);
        await ExpectSuccessAsync(cancellation);
        Dictionary<string, object?> login = new() { ["scheme"] = "basic", ["principal"] = user, ["credentials"] = password };
        await SendAsync(PackStreamWriter.Message(Logon, login), cancellation);
        await ExpectSuccessAsync(cancellation);
    }

    private async Task ExpectSuccessAsync(CancellationToken cancellation)
    {
        var (signature, fields) = await ReceiveAsync(cancellation);
        if (signature != Success)
        {
            throw Refused(signature, fields);
        }
    }

    private static GraphException Refused(byte signature, object?[] fields)
    {
        var code = signature == FailureAnswer && fields is [Dictionary<string, object?> map] && map.TryGetValue("code", out var text)
            ? text as string : null;
        return new GraphException($"The graph server refused: {code ?? "no reason given"}");
    }

    private async Task SendAsync(byte[] bytes, CancellationToken cancellation) => await _stream.WriteAsync(bytes, cancellation);

    private async Task<(byte Signature, object?[] Fields)> ReceiveAsync(CancellationToken cancellation)
    {
        using var message = new MemoryStream();
        var size = new byte[2];
        while (true)
        {
            await _stream.ReadExactlyAsync(size, cancellation);
            int length = BinaryPrimitives.ReadUInt16BigEndian(size);
            if (length == 0)
            {
                if (message.Length > 0)
                {
                    return new PackStreamReader(message.ToArray()).Structure();
                }

                continue; // an empty chunk between messages keeps the connection alive
            }

            var chunk = new byte[length];
            await _stream.ReadExactlyAsync(chunk, cancellation);
            message.Write(chunk);
        }
    }
}

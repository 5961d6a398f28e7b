namespace DeployOps.Engine.Stores.Graph.Protocol;

/// <summary>Agrees on a version of the protocol (Bolt specification, "Handshake").</summary>
internal static class BoltHandshake
{
    private static readonly byte[] Offer =
    [
        0x60, 0x60, 0xB0, 0x17,
        0, 8, 8, 5, // 5.8 and eight minor versions below it
        0, 0, 4, 4, // 4.4
        0, 0, 0, 0,
        0, 0, 0, 0,
    ];

    /// <summary>What is sent: the identification, and four ranges of versions.</summary>
    public static ReadOnlyMemory<byte> Request => Offer;

    /// <summary>Offers the versions and reads the server's choice.</summary>
    /// <exception cref="GraphProtocolException">The server speaks none of them, or something else than Bolt.</exception>
    /// <exception cref="GraphConnectionLostException">It hung up.</exception>
    public static async Task<BoltVersion> AgreeAsync(GraphAddress address, Stream stream, CancellationToken cancellationToken)
    {
        var answer = new byte[4];
        try
        {
            await stream.WriteAsync(Request, cancellationToken).ConfigureAwait(false);
            await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
            await stream.ReadExactlyAsync(answer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw new GraphConnectionLostException(address, exception);
        }

        return answer switch
        {
            [0, 0, var minor and <= 8, 5] => new BoltVersion(5, minor),
            [0, 0, 4, 4] => new BoltVersion(4, 4),
            [0, 0, 0, 0] => throw new GraphProtocolException(address, "it speaks none of the versions 4.4 and 5.0 to 5.8"),
            [(byte)'H', (byte)'T', (byte)'T', (byte)'P'] => throw new GraphProtocolException(address, "it answers in HTTP"),
            [0x15 or 0x16, 3, ..] => throw new GraphProtocolException(address, "it answers in TLS"),
            _ => throw new GraphProtocolException(address, "it chose a version that was not offered"),
        };
    }
}

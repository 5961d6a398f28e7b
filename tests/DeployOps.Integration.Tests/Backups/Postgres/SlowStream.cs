namespace DeployOps.Integration.Tests.Backups.Postgres;

/// <summary>Bytes that come in small parts, each of which may be waited for.</summary>
internal sealed class SlowStream(byte[] content, Func<long, CancellationToken, Task> beforeRead) : MemoryStream(content)
{
    private const int MostBytes = 4096;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await beforeRead(Position, cancellationToken);
        return await base.ReadAsync(buffer[..Math.Min(buffer.Length, MostBytes)], cancellationToken);
    }
}

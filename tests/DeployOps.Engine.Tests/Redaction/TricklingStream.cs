namespace DeployOps.Engine.Tests.Redaction;

/// <summary>A source that gives a few bytes at a time, as pipes do, and fails at its end when told to.</summary>
internal sealed class TricklingStream(byte[] bytes, int seed) : MemoryStream(bytes)
{
    private readonly Random _random = new(seed);

    public bool Fails { get; init; }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Fails && Position == Length)
        {
            throw new IOException("The pipe broke.");
        }

        return base.ReadAsync(buffer[..Math.Min(buffer.Length, _random.Next(1, 200))], cancellationToken);
    }
}

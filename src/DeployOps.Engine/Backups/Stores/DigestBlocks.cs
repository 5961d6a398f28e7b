using System.Runtime.ExceptionServices;

namespace DeployOps.Engine.Backups.Stores;

/// <summary>
/// A <see cref="DigestSum"/> that is taken beside whoever adds to it. What is added is gathered in a block; a full one is hashed by a helper, and by the adder
/// itself while the helper is busy with the one before. Since the order does not matter, neither waits for the other, and there are two blocks however much is
/// added. One thread adds and asks.
/// </summary>
internal sealed class DigestBlocks
{
    private readonly DigestSum _sum = new();
    private readonly DigestSum _helpersSum = new();

    // Held while the helper's block is hashed, by the helper or by who asks for the sum before the helper came to it.
    private readonly Lock _gate = new();
    private DigestBlock _block = new();
    private DigestBlock _helpersBlock = new();
    private Task _helper = Task.CompletedTask;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Adds one.</summary>
    public void Add(ReadOnlySpan<byte> thing)
    {
        if (_block.TryAdd(thing))
        {
            return;
        }

        PassOn();
        if (!_block.TryAdd(thing))
        {
            // It is longer than a block.
            _sum.Add(thing);
        }
    }

    /// <summary>The sum of everything that was added, 64 lower-case hexadecimal digits.</summary>
    public override string ToString()
    {
        _block.MoveTo(_sum);
        Help();
        _failure?.Throw();
        _sum.Add(_helpersSum);
        _helpersSum.Clear();
        return _sum.ToString();
    }

    private void PassOn()
    {
        if (!_helper.IsCompleted)
        {
            _block.MoveTo(_sum);
            return;
        }

        _failure?.Throw();
        (_block, _helpersBlock) = (_helpersBlock, _block);
        _helper = Task.Run(Help);
    }

    /// <summary>Hashes the helper's block, which is empty when that was done before.</summary>
    private void Help()
    {
        lock (_gate)
        {
            try
            {
                _helpersBlock.MoveTo(_helpersSum);
            }
            catch (Exception failure)
            {
                // A sum that lacks something must never be given out.
                _failure = ExceptionDispatchInfo.Capture(failure);
            }
        }
    }
}

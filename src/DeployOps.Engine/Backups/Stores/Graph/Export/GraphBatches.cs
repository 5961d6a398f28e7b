using System.Text;
using DeployOps.Engine.Backups.Stores.Graph.Text;

namespace DeployOps.Engine.Backups.Stores.Graph.Export;

/// <summary>Gathers rows of the same kind into statements. What waits is limited, however many kinds there are.</summary>
internal sealed class GraphBatches(Func<ReadOnlyMemory<byte>, ValueTask> write)
{
    private const int MostWaiting = 4 * 1024 * 1024;
    private const int MostKinds = 4096;
    private const int MostRoomy = 64;
    private readonly Dictionary<byte[], Batch> _batches = new(ByteNames.Ordinal);
    private int _waiting;

    // Rows come in long runs of the same kind, for which nothing has to be looked up.
    private Batch? _last;

    /// <summary>The batch of a kind; <see langword="null"/> when it is the first row of its kind.</summary>
    public Batch? Find(ReadOnlySpan<byte> kind)
    {
        if (_last is null || !kind.SequenceEqual(_last.Kind))
        {
            _batches.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(kind, out _last);
        }

        return _last;
    }

    /// <summary>Begins a kind.</summary>
    /// <param name="kind">What tells the kinds apart.</param>
    /// <param name="head">What opens its statements.</param>
    /// <param name="tail">What closes them.</param>
    public Batch Begin(ReadOnlySpan<byte> kind, string head, string tail)
    {
        var batch = new Batch(kind.ToArray(), Encoding.UTF8.GetBytes(head), Encoding.UTF8.GetBytes(tail));
        return _batches[batch.Kind] = batch;
    }

    /// <summary>Adds a row.</summary>
    /// <returns>False when there is no room for it before <see cref="FlushAsync(Batch)"/>; the batch has to be looked for again then.</returns>
    public bool TryAdd(Batch batch, ReadOnlySpan<byte> row)
    {
        if (batch.Text.Length > 0 && (_waiting > MostWaiting || _batches.Count > MostKinds || batch.Text.Length + row.Length + 1 + batch.Tail.Length > GraphStatements.LongestBatch))
        {
            return false;
        }

        if (batch.Text.Length == 0)
        {
            batch.Text.Add(batch.Head);
        }
        else
        {
            batch.Text.Add((byte)',');
        }

        batch.Text.Add(row);
        batch.Waiting += row.Length;
        _waiting += row.Length;
        return true;
    }

    /// <summary>Makes room in a batch.</summary>
    public async ValueTask FlushAsync(Batch batch)
    {
        if (_waiting > MostWaiting || _batches.Count > MostKinds)
        {
            await FlushAsync().ConfigureAwait(false);
        }
        else
        {
            await WriteAsync(batch).ConfigureAwait(false);
        }
    }

    /// <summary>Writes everything that waits.</summary>
    public async ValueTask FlushAsync()
    {
        foreach (var batch in _batches.Values)
        {
            await WriteAsync(batch).ConfigureAwait(false);
        }

        _batches.Clear();
        _last = null;
    }

    private async ValueTask WriteAsync(Batch batch)
    {
        if (batch.Text.Length == 0)
        {
            return;
        }

        _waiting -= batch.Waiting;
        batch.Waiting = 0;
        await write(batch.Text.Add(batch.Tail).Memory).ConfigureAwait(false);
        if (_batches.Count > MostRoomy)
        {
            batch.Text = new ByteText();
        }
        else
        {
            batch.Text.Clear();
        }
    }

    /// <summary>Rows that wait.</summary>
    internal sealed class Batch(byte[] kind, byte[] head, byte[] tail)
    {
        public byte[] Kind => kind;

        public byte[] Head => head;

        public byte[] Tail => tail;

        public ByteText Text { get; set; } = new();

        /// <summary>How many bytes of rows wait.</summary>
        public int Waiting { get; set; }
    }
}

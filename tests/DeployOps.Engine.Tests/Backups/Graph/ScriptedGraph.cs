using System.Buffers;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Stores.Graph;
using DeployOps.Engine.Stores.Graph.PackStream;
using DeployOps.Engine.Stores.Graph.Values;

namespace DeployOps.Engine.Tests.Backups.Graph;

/// <summary>A graph server that answers known queries with rows that were packed before, and notes what it was asked.</summary>
internal sealed class ScriptedGraph : IGraphSession
{
    private readonly Dictionary<string, (string[] Fields, Func<object?[][]> Rows)> _answers = new(StringComparer.Ordinal);

    /// <summary>What a statement changes.</summary>
    public Func<string, GraphCounters> Counters { get; set; } = static _ => new GraphCounters();

    public List<string> Asked { get; } = [];

    public List<GraphTransaction> Transactions { get; } = [];

    public string ServerAgent => "Neo4j/5.26.0";

    public BoltVersion Version => new(5, 4);

    public string? ConnectionId => null;

    public bool IsUsable => true;

    public bool IsInTransaction { get; private set; }

    public GraphTransaction? Begun { get; private set; }

    /// <summary>Answers every query that begins so.</summary>
    public ScriptedGraph Answer(string query, string[] fields, params object?[][] rows) => AnswerEach(query, fields, () => rows);

    /// <summary>Answers every query that begins so with what there is to say by then.</summary>
    public ScriptedGraph AnswerEach(string query, string[] fields, Func<object?[][]> rows)
    {
        _answers[query] = (fields, rows);
        return this;
    }

    public Task<IGraphRows> RunAsync(GraphQuery query, CancellationToken cancellationToken)
    {
        Asked.Add(query.Text);
        Transactions.Add(query.Transaction);
        var found = _answers.Where(answer => query.Text.StartsWith(answer.Key, StringComparison.Ordinal)).OrderByDescending(answer => answer.Key.Length).ToList();
        return found.Count > 0
            ? Task.FromResult<IGraphRows>(new Rows(found[0].Value.Fields, found[0].Value.Rows(), Counters(query.Text)))
            : throw new GraphQueryException("Neo.ClientError.Procedure.ProcedureNotFound", new CapturedText(""), isUsable: true);
    }

    public Task BeginAsync(GraphTransaction transaction, CancellationToken cancellationToken)
    {
        (Begun, IsInTransaction) = (transaction, true);
        return Task.CompletedTask;
    }

    public Task<string?> CommitAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RollbackAsync(CancellationToken cancellationToken)
    {
        IsInTransaction = false;
        return Task.CompletedTask;
    }

    public Task LogOnAgainAsync(GraphCredentials credentials, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task ResetAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Rows(string[] fields, object?[][] rows, GraphCounters counters) : IGraphRows
    {
        private int _next;

        public IReadOnlyList<string> Fields => fields;

        public GraphRow Current { get; private set; }

        public GraphSummary? Summary => new(null, null, null, null, null, counters);

        public ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
        {
            if (_next == rows.Length)
            {
                return ValueTask.FromResult(false);
            }

            var packed = new ArrayBufferWriter<byte>();
            var writer = new PackStreamWriter(packed);
            foreach (var value in rows[_next])
            {
                writer.WriteValue(value);
            }

            Current = new GraphRow(packed.WrittenMemory, rows[_next++].Length);
            return ValueTask.FromResult(true);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

using DeployOps.Engine.Stores;
using DeployOps.Engine.Stores.Graph;

namespace DeployOps.Engine.DataStores.Testing.Trials;

/// <summary>The graph: a node of label <c>DeployOpsProbe</c>. Values are literals, because FalkorDB does not escape parameters.</summary>
internal sealed class GraphTrial(IGraphConnector connector, GraphAddress address, StoreEndpoint endpoint, TimeSpan patience, TimeProvider time) : IStoreTrial
{
    /// <summary>The label of what is written.</summary>
    public const string Label = "DeployOpsProbe";

    private const string Words = "한글 😀 \"quoted\" back\\slash";
    private const string WordsLiteral = "'한글 😀 \"quoted\" back\\\\slash'";

    private readonly HashSet<string> _written = [];
    private IGraphSession? _standing;
    private string _key = "";

    public TrialStep Ping => new("ping", PingAsync, "RETURN 1");

    public IReadOnlyList<IReadOnlyList<TrialStep>> Groups =>
    [
        [
            new TrialStep("write", WriteAsync, $"CREATE of a node with label {Label}"),
            new TrialStep("read", ReadAsync, "every property on a new connection, its login included"),
            new TrialStep("delete", DeleteAsync, "DELETE, and gone on a new connection"),
        ],
    ];

    public bool HasLeft => _written.Count > 0;

    public async Task OpenAsync(CancellationToken cancellationToken) => _standing = await ConnectAsync(cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<string>> SweepAsync(CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(_standing!, $"MATCH (n:{Label}) RETURN n.name LIMIT 10000", cancellationToken).ConfigureAwait(false);
        var left = rows.Select(row => row[0] as string).Where(name => ProbeName.Read(name)?.IsLeft(time.GetUtcNow()) == true).OfType<string>().ToList();
        foreach (var name in left)
        {
            await RowsAsync(_standing!, Delete(name), cancellationToken).ConfigureAwait(false);
        }

        return left.Count == 0 ? [] : [FormattableString.Invariant($"{left.Count} {(left.Count == 1 ? "node" : "nodes")} of label {Label} that killed tests had left in the graph were removed.")];
    }

    public async Task CleanAsync(CancellationToken cancellationToken)
    {
        var session = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            foreach (var name in _written.ToList())
            {
                await RowsAsync(session, Delete(name), cancellationToken).ConfigureAwait(false);
                _written.Remove(name);
            }
        }
    }

    public ValueTask DisposeAsync() => _standing?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static string Delete(string name) => $"MATCH (n:{Label} {{name: '{name}'}}) DETACH DELETE n";

    private Task<IGraphSession> ConnectAsync(CancellationToken cancellationToken) => connector.OpenAsync(
        address, address.Credentials, new GraphSessionOptions { ConnectTimeout = patience, AnswerTimeout = patience, Endpoint = endpoint, Time = time }, cancellationToken);

    private async Task<List<object?[]>> RowsAsync(IGraphSession session, string query, CancellationToken cancellationToken)
    {
        var rows = new List<object?[]>();
        await foreach (var row in session.QueryAsync(new GraphQuery(query) { Transaction = new GraphTransaction { Database = address.Database } }, cancellationToken).ConfigureAwait(false))
        {
            rows.Add(row);
        }

        return rows;
    }

    private async Task<string?> PingAsync(CancellationToken cancellationToken) =>
        await RowsAsync(_standing!, "RETURN 1", cancellationToken).ConfigureAwait(false) is [[1L]] ? null : "RETURN 1 was answered with something else than 1";

    private async Task<string?> WriteAsync(CancellationToken cancellationToken)
    {
        _key = ProbeName.New(time).With('_');
        _written.Add(_key);
        await RowsAsync(_standing!, $"CREATE (:{Label} {{name: '{_key}', words: {WordsLiteral}, number: 9007199254740993, ratio: 0.1, flag: true, list: ['한', '글']}})", cancellationToken).ConfigureAwait(false);
        return null;
    }

    private async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        var session = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var rows = await RowsAsync(session, $"MATCH (n:{Label} {{name: '{_key}'}}) RETURN n.words, n.number, n.ratio, n.flag, n.list", cancellationToken).ConfigureAwait(false);
            return rows switch
            {
                [] => "a new connection does not find what was written: it leads to another server, or to one that is behind",
                [[Words, 9007199254740993L, 0.1, true, IReadOnlyList<object?> list]] when list is ["한", "글"] => null,
                [_] => "a property came back different",
                _ => "the node came back several times",
            };
        }
    }

    private async Task<string?> DeleteAsync(CancellationToken cancellationToken)
    {
        await RowsAsync(_standing!, Delete(_key), cancellationToken).ConfigureAwait(false);
        _written.Remove(_key);
        var session = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            return await RowsAsync(session, $"MATCH (n:{Label} {{name: '{_key}'}}) RETURN 1", cancellationToken).ConfigureAwait(false) is [] ? null : "a new connection still finds what was deleted";
        }
    }
}

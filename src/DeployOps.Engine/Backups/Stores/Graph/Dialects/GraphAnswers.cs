using DeployOps.Engine.Stores.Graph;

namespace DeployOps.Engine.Backups.Stores.Graph.Dialects;

/// <summary>Answers of a server: small ones as objects, large ones row by row.</summary>
internal static class GraphAnswers
{
    /// <summary>All rows, each by the names of its columns.</summary>
    public static async Task<List<Dictionary<string, object?>>> RowsAsync(this IGraphSession session, GraphTransaction transaction, string query, CancellationToken cancellationToken)
    {
        List<Dictionary<string, object?>> answers = [];
        var rows = await session.RunAsync(new GraphQuery(query) { Transaction = transaction }, cancellationToken).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var values = rows.Current.ToValues();
                answers.Add(rows.Fields.Select((field, index) => (field, values[index])).ToDictionary(pair => pair.field, pair => pair.Item2, StringComparer.Ordinal));
            }
        }

        return answers;
    }

    /// <summary>Gives each row while it is read.</summary>
    public static async Task EachAsync(this IGraphSession session, GraphQuery query, Func<GraphRow, ValueTask> take, CancellationToken cancellationToken)
    {
        var rows = await session.RunAsync(query, cancellationToken).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                await take(rows.Current).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The only number of the only row.</summary>
    public static async Task<long> NumberAsync(this IGraphSession session, GraphTransaction transaction, string query, CancellationToken cancellationToken)
    {
        var rows = await session.RowsAsync(transaction, query, cancellationToken).ConfigureAwait(false);
        return rows is [var row] && row.Values.FirstOrDefault() is long number ? number : throw new GraphCountsDifferException("a count was not answered with a number");
    }

    /// <summary>Runs a statement for what it changes.</summary>
    public static Task<GraphSummary> ChangeAsync(this IGraphSession session, GraphTransaction transaction, string statement, CancellationToken cancellationToken) =>
        session.ExecuteAsync(new GraphQuery(statement) { Transaction = transaction }, cancellationToken);

    public static string Text(this IReadOnlyDictionary<string, object?> row, string column) => row.GetValueOrDefault(column) as string ?? "";

    public static IReadOnlyList<string> Texts(this IReadOnlyDictionary<string, object?> row, string column) =>
        row.GetValueOrDefault(column) is List<object?> values ? [.. values.OfType<string>()] : [];

    public static IReadOnlyDictionary<string, object?> Map(this IReadOnlyDictionary<string, object?> row, string column) =>
        row.GetValueOrDefault(column) as Dictionary<string, object?> ?? [];
}

using Npgsql;
using Shop.Backend.Database;

namespace Shop.Backend.Jobs;

/// <summary>What each kind of job does.</summary>
internal sealed class JobHandlers(NpgsqlDataSource source)
{
    public static bool Knows(string kind) => kind is "echo" or "growth" or "fail";

    public Task RunAsync(Job job, CancellationToken cancellation) => job.Kind switch
    {
        "echo" => Task.CompletedTask,
        "growth" => GrowAsync(job, cancellation),
        _ => throw new InvalidOperationException("This kind of job always fails"),
    };

    /// <summary>Records a run with its artifact and its cost. A job that runs twice leaves one record.</summary>
    private async Task GrowAsync(Job job, CancellationToken cancellation)
    {
        var run = Guid.NewGuid();
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var inserted = await connection.ExecuteAsync(
            """
            INSERT INTO growth_runs (id, project_id, job_id, state) VALUES ($1, $2, $3, 'completed')
            ON CONFLICT (job_id) DO NOTHING
            """, cancellation, run, Guid.Parse(job.Payload), job.Id);
        if (inserted == 1)
        {
            await connection.ExecuteAsync(
                """INSERT INTO growth_artifacts (id, run_id, kind, content) VALUES ($1, $2, 'summary', '{"points": [1, 2, 3]}')""",
                cancellation, Guid.NewGuid(), run);
            await connection.ExecuteAsync("INSERT INTO cost_logs (run_id, amount) VALUES ($1, 0.0125)", cancellation, run);
        }

        await transaction.CommitAsync(cancellation);
    }
}

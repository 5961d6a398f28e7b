using Npgsql;
using Shop.Backend.Auth;
using Shop.Backend.Configuration;
using Shop.Backend.Database;
using Shop.Backend.Graph;
using Shop.Backend.Logging;
using Shop.Backend.Projects;
using Shop.Backend.Redis;

namespace Shop.Backend;

/// <summary>What has to be true before the first request: stores that answer, a current schema, one administrator.</summary>
internal sealed class Startup(
    Settings settings, Migrator migrator, UserStore users, ProjectStore projects, RedisClient redis, ProjectGraph graph,
    ILogger<Startup> logger)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        CorrelationId.Use(CorrelationId.New());
        await Failure.ApplyAtStartAsync(logger, cancellation);
        await UntilAsync("redis", settings.StartupWithoutRedis, token => redis.SendAsync(token, "PING"), cancellation);
        await UntilAsync("postgresql", settings.StartupWithoutPostgres, PrepareDatabaseAsync, cancellation);
        await UntilAsync("neo4j", optional: true, PrepareGraphAsync, cancellation);
    }

    private async Task PrepareDatabaseAsync(CancellationToken cancellation)
    {
        await migrator.ApplyAsync(cancellation);
        var email = settings.AdminEmail.ToLowerInvariant();
        if (!await users.ExistsAsync(email, cancellation))
        {
            await users.AddAsync(email, settings.AdminPassword, Roles.SuperAdmin, "default", cancellation);
            logger.LogInformation("The first administrator was created");
        }
    }

    /// <summary>PostgreSQL is the truth about projects: nodes the graph has lost are added again.</summary>
    private async Task PrepareGraphAsync(CancellationToken cancellation)
    {
        await graph.PrepareAsync(cancellation);
        var known = await graph.KnownAsync(cancellation);
        foreach (var project in await projects.AllAsync(cancellation))
        {
            if (!known.Contains(project.Id.ToString()))
            {
                await graph.AddAsync(project.Id, project.Name, project.UserId, cancellation);
                logger.LogWarning("Project {Id} was missing in the graph and was added again", project.Id);
            }
        }
    }

    private async Task UntilAsync(string part, bool optional, Func<CancellationToken, Task> attempt, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(settings.StartupWait);
        while (true)
        {
            try
            {
                await attempt(limit.Token);
                logger.LogInformation("{Part} is ready", part);
                return;
            }
            catch (Exception error) when (error is RedisException or NpgsqlException or GraphException or OperationCanceledException)
            {
                cancellation.ThrowIfCancellationRequested();
                if (optional)
                {
                    logger.LogWarning(error, "{Part} is away; starting without it", part);
                    return;
                }

                if (limit.IsCancellationRequested || error is PostgresException)
                {
                    throw new InvalidOperationException($"{part} did not become ready within {settings.StartupWait.TotalSeconds} s", error);
                }

                logger.LogWarning("{Part} does not answer yet: {Reason}", part, error.Message);
                await Task.Delay(TimeSpan.FromMilliseconds(500), cancellation);
            }
        }
    }
}

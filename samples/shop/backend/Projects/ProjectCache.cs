using System.Text.Json;
using Shop.Backend.Errors;
using Shop.Backend.Redis;

namespace Shop.Backend.Projects;

/// <summary>Projects read often, kept in Redis for a minute. A Redis that is away costs speed, not the answer.</summary>
internal sealed class ProjectCache(RedisClient redis, ILogger<ProjectCache> logger)
{
    private const string Seconds = "60";

    public async Task<Project?> GetAsync(Guid id, CancellationToken cancellation)
    {
        try
        {
            return await redis.GetAsync(Key(id), cancellation) is { } text ? JsonSerializer.Deserialize<Project>(text, Json.Options) : null;
        }
        catch (RedisException error)
        {
            logger.LogWarning(error, "The cache was not read");
            return null;
        }
    }

    public Task PutAsync(Project project, CancellationToken cancellation) => TryAsync(
        cancellation, "SET", Key(project.Id), JsonSerializer.Serialize(project, Json.Options), "EX", Seconds);

    public Task RemoveAsync(Guid id, CancellationToken cancellation) => TryAsync(cancellation, "DEL", Key(id));

    private async Task TryAsync(CancellationToken cancellation, params string[] command)
    {
        try
        {
            await redis.SendAsync(cancellation, command);
        }
        catch (RedisException error)
        {
            logger.LogWarning(error, "The cache was not written");
        }
    }

    private static string Key(Guid id) => $"project:{id}";
}

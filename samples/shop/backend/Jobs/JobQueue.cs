using System.Globalization;
using Shop.Backend.Configuration;
using Shop.Backend.Logging;
using Shop.Backend.Redis;

namespace Shop.Backend.Jobs;

internal sealed record JobCounts(string Queue, long Waiting, long Active, long Delayed, long Dead);

/// <summary>
/// A reliable queue on Redis. NAME holds waiting ids, NAME:processing the ones being worked on, NAME:delayed those to be
/// tried again, NAME:dead those given up, and NAME:job:ID each job's fields.
/// </summary>
internal sealed class JobQueue(RedisClient redis, Settings settings, TimeProvider time)
{
    private const string DaySeconds = "86400";

    private readonly JobSignature _signature = new(settings.JobSecret);

    private string Waiting => settings.QueueName;

    private string Active => settings.QueueName + ":processing";

    private string Delayed => settings.QueueName + ":delayed";

    private string Dead => settings.QueueName + ":dead";

    public async Task<Job> AddAsync(string kind, string payload, CancellationToken cancellation)
    {
        var id = Guid.NewGuid().ToString("N");
        var job = new Job(id, kind, payload, "queued", 0, null, CorrelationId.Current, time.GetUtcNow().UtcDateTime);
        await redis.SendAsync(cancellation, "HSET", Key(id), "kind", kind, "payload", payload, "state", job.State, "attempts", "0",
            "correlation_id", job.CorrelationId, "created_at", job.CreatedAt.ToString("O"), "signature", _signature.Of(id, kind, payload));
        await redis.SendAsync(cancellation, "LPUSH", Waiting, id);
        return job;
    }

    public async Task<Job?> FindAsync(string id, CancellationToken cancellation) => (await ReadAsync(id, cancellation))?.Job;

    /// <summary>Takes the next job. Null when there is none for now, or when what was found is no job of ours.</summary>
    public async Task<Job?> TakeAsync(CancellationToken cancellation)
    {
        if (await redis.SendAsync(cancellation, "LMOVE", Waiting, Active, "RIGHT", "LEFT") is not string id)
        {
            return null;
        }

        if (await ReadAsync(id, cancellation) is not var (job, signature) || !_signature.Matches(job, signature))
        {
            await SetAsync(id, "dead", 0, "The job is unknown or its signature is wrong", cancellation);
            await MoveAsync(id, Dead, cancellation);
            return null;
        }

        await SetAsync(id, "processing", job.Attempts + 1, "", cancellation);
        return job with { State = "processing", Attempts = job.Attempts + 1 };
    }

    public async Task CompleteAsync(Job job, CancellationToken cancellation)
    {
        await SetAsync(job.Id, "completed", job.Attempts, "", cancellation);
        await redis.SendAsync(cancellation, "LREM", Active, "0", job.Id);
        await redis.SendAsync(cancellation, "EXPIRE", Key(job.Id), DaySeconds);
    }

    /// <summary>Tried again after a growing pause; after the last attempt it goes to the dead letters.</summary>
    public async Task FailAsync(Job job, string reason, CancellationToken cancellation)
    {
        if (job.Attempts >= settings.JobMaxAttempts)
        {
            await SetAsync(job.Id, "dead", job.Attempts, reason, cancellation);
            await MoveAsync(job.Id, Dead, cancellation);
            return;
        }

        var due = time.GetUtcNow() + (settings.JobBackoff * Math.Pow(2, job.Attempts - 1));
        await SetAsync(job.Id, "failed", job.Attempts, reason, cancellation);
        await redis.SendAsync(cancellation, "ZADD", Delayed, due.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), job.Id);
        await redis.SendAsync(cancellation, "LREM", Active, "0", job.Id);
    }

    /// <summary>Brings back jobs whose pause is over.</summary>
    public async Task WakeAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        if (await redis.SendAsync(cancellation, "ZRANGEBYSCORE", Delayed, "-inf", now, "LIMIT", "0", "100") is object?[] due)
        {
            foreach (var id in due.OfType<string>())
            {
                await redis.SendAsync(cancellation, "LPUSH", Waiting, id);
                await redis.SendAsync(cancellation, "ZREM", Delayed, id);
            }
        }
    }

    /// <summary>Puts back what a worker that was killed had taken.</summary>
    public async Task<int> RecoverAsync(CancellationToken cancellation)
    {
        var count = 0;
        while (await redis.SendAsync(cancellation, "LMOVE", Active, Waiting, "RIGHT", "RIGHT") is string)
        {
            count++;
        }

        return count;
    }

    public async Task<JobCounts> CountAsync(CancellationToken cancellation) => new(
        settings.QueueName,
        await redis.LengthAsync(Waiting, cancellation),
        await redis.LengthAsync(Active, cancellation),
        await redis.SendAsync(cancellation, "ZCARD", Delayed) is long delayed ? delayed : 0,
        await redis.LengthAsync(Dead, cancellation));

    private async Task<(Job Job, string? Signature)?> ReadAsync(string id, CancellationToken cancellation)
    {
        if (await redis.SendAsync(cancellation, "HGETALL", Key(id)) is not object?[] { Length: > 0 } pairs)
        {
            return null;
        }

        var fields = pairs.Chunk(2).ToDictionary(pair => (string)pair[0]!, pair => pair[1] as string ?? "");
        string Field(string name) => fields.GetValueOrDefault(name, "");
        var job = new Job(
            id, Field("kind"), Field("payload"), Field("state"), int.TryParse(Field("attempts"), out var attempts) ? attempts : 0,
            Field("error") is { Length: > 0 } error ? error : null, Field("correlation_id"),
            DateTime.TryParse(Field("created_at"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var created) ? created : default);
        return (job, fields.GetValueOrDefault("signature"));
    }

    private async Task SetAsync(string id, string state, int attempts, string error, CancellationToken cancellation) => await redis.SendAsync(
        cancellation, "HSET", Key(id), "state", state, "attempts", attempts.ToString(CultureInfo.InvariantCulture), "error", error);

    private async Task MoveAsync(string id, string list, CancellationToken cancellation)
    {
        await redis.SendAsync(cancellation, "LPUSH", list, id);
        await redis.SendAsync(cancellation, "LREM", Active, "0", id);
    }

    private string Key(string id) => $"{settings.QueueName}:job:{id}";
}

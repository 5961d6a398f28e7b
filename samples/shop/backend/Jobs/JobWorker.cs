using Shop.Backend.Live;
using Shop.Backend.Logging;
using Shop.Backend.Redis;

namespace Shop.Backend.Jobs;

/// <summary>Drains the queue, one job at a time. Redis being away only makes it wait.</summary>
internal sealed class JobWorker(JobQueue queue, JobHandlers handlers, LiveHub hub, ILogger<JobWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Trouble = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var recovered = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                CorrelationId.Use(CorrelationId.New());
                if (!recovered)
                {
                    var count = await queue.RecoverAsync(stoppingToken);
                    recovered = true;
                    logger.LogInformation("The worker is ready; {Count} interrupted jobs are back in the queue", count);
                }

                await queue.WakeAsync(stoppingToken);
                if (await queue.TakeAsync(stoppingToken) is { } job)
                {
                    await WorkAsync(job, stoppingToken);
                }
                else
                {
                    await Task.Delay(Idle, stoppingToken);
                }
            }
            catch (RedisException error)
            {
                logger.LogWarning("The queue is away: {Reason}", error.Message);
                await Task.Delay(Trouble, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task WorkAsync(Job job, CancellationToken cancellation)
    {
        CorrelationId.Use(job.CorrelationId);
        try
        {
            await handlers.RunAsync(job, cancellation);
        }
        catch (Exception error) when (error is not (OperationCanceledException or RedisException))
        {
            logger.LogWarning("Job {Id} of kind {Kind} failed at attempt {Attempt}: {Reason}", job.Id, job.Kind, job.Attempts, error.Message);
            await queue.FailAsync(job, error.GetType().Name, cancellation);
            return;
        }

        await queue.CompleteAsync(job, cancellation);
        await hub.PublishAsync("job.completed", job.Id);
        logger.LogInformation("Job {Id} of kind {Kind} completed", job.Id, job.Kind);
    }
}

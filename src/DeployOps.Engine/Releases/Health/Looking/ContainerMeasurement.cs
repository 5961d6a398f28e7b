using DeployOps.Engine.Compose.Stacks;

namespace DeployOps.Engine.Releases.Health.Looking;

/// <summary>Measures containers, everything side by side: <c>docker stats</c> alone takes two seconds.</summary>
internal sealed class ContainerMeasurement(IContainerCommands docker, LookBounds bounds)
{
    // Each log is a process of its own.
    private const int LogsAtOnce = 4;

    /// <summary>Measures. What cannot be had is left out and noted.</summary>
    public async Task<IReadOnlyDictionary<string, ContainerFigures>> RunAsync(IReadOnlyList<StackContainer> containers, DateTimeOffset now)
    {
        IReadOnlyList<string> running = [.. containers.Where(container => container.State == ContainerState.Running).Select(container => container.Id)];
        var usage = bounds.TryAsync("What the containers use was not measured", token => docker.UsageAsync(running, token));
        var written = bounds.TryAsync("What the containers wrote to their layers was not measured", token => docker.WrittenBytesAsync([.. containers.Select(container => container.Id)], token));
        var logs = LogsAsync(containers, now);
        var used = (await usage.ConfigureAwait(false) ?? []).GroupBy(one => one.Id, StringComparer.Ordinal).ToDictionary(one => one.Key, one => one.First(), StringComparer.Ordinal);
        var layers = await written.ConfigureAwait(false) ?? new Dictionary<string, long>();
        var growth = await logs.ConfigureAwait(false);
        return containers.ToDictionary(
            container => container.Id,
            container => new ContainerFigures(
                container, used.GetValueOrDefault(container.Id), layers.TryGetValue(container.Id, out var bytes) ? bytes : null, growth.GetValueOrDefault(container.Id)),
            StringComparer.Ordinal);
    }

    private async Task<Dictionary<string, long?>> LogsAsync(IReadOnlyList<StackContainer> containers, DateTimeOffset now)
    {
        using var turn = new SemaphoreSlim(LogsAtOnce);
        var all = await Task.WhenAll(containers.Select(async container => (container.Id, Growth: await bounds.TryAsync(
            $"How fast the log of {container.Service} grows was not measured",
            async token =>
            {
                await turn.WaitAsync(token).ConfigureAwait(false);
                try
                {
                    return await LogGrowth.MeasureAsync(docker, container, now, token).ConfigureAwait(false);
                }
                finally
                {
                    turn.Release();
                }
            }).ConfigureAwait(false)))).ConfigureAwait(false);
        return all.ToDictionary(one => one.Id, one => one.Growth, StringComparer.Ordinal);
    }
}

using DeployOps.Engine.Releases.Health;
using DeployOps.Engine.Releases.Smoke;

namespace DeployOps.Engine.Releases.Strategies;

/// <summary>Whether a color is well before the switch, and the stack after it.</summary>
internal static class ColorCheck
{
    /// <summary>Waits until the services that the color depends on are well: compose does not know that it does.</summary>
    /// <exception cref="UpStrategyException">They are not.</exception>
    public static async Task DependenciesAsync(Colors colors, IReadOnlyList<string> started, CancellationToken cancellationToken)
    {
        var context = colors.Context;
        var needed = colors.Services.SelectMany(service => context.Plan.AllDependenciesOf(service)).Distinct(StringComparer.Ordinal).Where(started.Contains).ToList();
        var expected = needed.Select(service => new ExpectedService(service, context.Plan.Find(service)!.Containers, context.IsOneShot(service))).Where(service => service.Containers > 0).ToList();
        if (expected.Count > 0)
        {
            await WatchAsync(context, context.Target.Name, expected, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Watches a color, compares its images with the wanted ones, and asks it at its own port when it has one.</summary>
    /// <exception cref="UpStrategyException">It is not well.</exception>
    public static async Task HealthyAsync(Colors colors, ReleaseColor color, CancellationToken cancellationToken)
    {
        var context = colors.Context;
        var started = context.Time.GetUtcNow();
        await WatchAsync(context, colors.NameOf(color), colors.Expected(), context.Stability, cancellationToken).ConfigureAwait(false);
        var containers = (await colors.LookAsync(cancellationToken).ConfigureAwait(false)).Of(color);
        if (containers.FirstOrDefault(container => context.WantedImages.TryGetValue(container.Service, out var image) && container.ImageId != image) is { } other)
        {
            throw new UpStrategyException($"{other.Name} runs another image than the release's.", "Look whether somebody else builds or changes the stack at the same time.");
        }

        if (SmokeAddress.Find(containers) is not { } address)
        {
            // Without an address the smoke test would ask the live color.
            context.Say($"{colors.NameOf(color)} publishes no port: it is judged by its health, and asked through the proxy after the switch");
            return;
        }

        await AskAsync(
            context,
            new SmokeOptions { BaseUrl = address, StackName = colors.NameOf(color), LogsSince = started },
            $"{colors.NameOf(color)} did not answer as it should",
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks the stack as its users do.</summary>
    /// <exception cref="UpStrategyException">It does not answer as it should.</exception>
    public static Task PublicAsync(StrategyContext context, CancellationToken cancellationToken) =>
        AskAsync(context, new SmokeOptions { StackName = context.Target.Name, WithoutLogs = true }, "After the switch the stack did not answer as it should", cancellationToken);

    private static async Task AskAsync(StrategyContext context, SmokeOptions options, string sentence, CancellationToken cancellationToken)
    {
        var ask = context.Smoke ?? new SmokeTest(context.Project).RunAsync;
        var report = await ask(options, cancellationToken).ConfigureAwait(false);
        if (!report.Passed)
        {
            throw new UpStrategyException($"{sentence}: {report.Summary}", "Ask the failing path by hand, and look at the log of the service that answers it.");
        }
    }

    private static async Task WatchAsync(StrategyContext context, string project, IReadOnlyList<ExpectedService> services, TimeSpan stability, CancellationToken cancellationToken)
    {
        var result = await new HealthWatch(context.Engine.Containers) { Time = context.Time }.WaitAsync(
            new HealthWatchRequest
            {
                Project = project,
                Services = services,
                Timeout = context.HealthTimeout,
                Stability = stability,
                OnChange = seen => context.Say($"{project}: {seen.Verdict.ToString().ToLowerInvariant()}{(seen.Detail.Length > 0 ? $", {seen.Detail}" : "")}", seen.Service),
            },
            cancellationToken).ConfigureAwait(false);
        if (!result.IsHealthy)
        {
            throw new UpStrategyException($"{project} did not turn healthy: {result.Reason}", "Look at what its services wrote, and release again when it is fixed.");
        }
    }
}

using DeployOps.Engine.Compose;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Health.Looking;

namespace DeployOps.Engine.Releases.Health;

/// <summary>
/// Looks at a stack at any time (rows RB8, PA8, CH9, KP13): its containers and what they use against the limits, its data stores, and what
/// the application says of itself. It changes nothing.
/// </summary>
public sealed class GetStackHealth(DeployProject project)
{
    /// <summary>Asks about containers; replaced in tests.</summary>
    public IContainerCommands Containers { get; init; } = StackEngine.OfThisMachine.Containers;

    /// <summary>Asks the data stores; those that the environment files name when <see langword="null"/>.</summary>
    public IStoreMeasurement? Stores { get; init; }

    /// <summary>The clock; replaced in tests.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The process environment; replaced in tests.</summary>
    public Func<string, string?> ProcessEnvironment { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Looks. A part that cannot be asked is noted, and takes no other part with it.</summary>
    /// <exception cref="UnknownServiceException">A named service is none.</exception>
    /// <exception cref="HealthTimeoutException">The containers could not be listed in time.</exception>
    /// <exception cref="DeployOpsException">The engine does not answer, or the compose files cannot be read.</exception>
    public async Task<StackHealth> RunAsync(HealthOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var stack = options.StackName ?? StackName.Of(project, ProcessEnvironment);
        var inputs = ComposeInputs.Of(project, ProcessEnvironment, tag: null);
        var files = inputs.Files.Count == 0 ? [] : ExpectedServices.Of(inputs.ReadModel(), project);
        using var bounds = new LookBounds(options.Timeout, cancellationToken);
        var containers = await ListAsync(stack, options.Timeout, bounds).ConfigureAwait(false);
        var expected = Choose(stack, files, containers, options.Services);
        return containers.Count == 0 ? Absent(stack, expected) : await LookAsync(stack, expected, containers, options, bounds).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<StackContainer>> ListAsync(string stack, TimeSpan timeout, LookBounds bounds)
    {
        try
        {
            var all = await Containers.OfProjectAsync(stack, bounds.Token).ConfigureAwait(false);
            return [.. all.Where(container => !container.IsOneOff && container.State != ContainerState.Removing)];
        }
        catch (OperationCanceledException) when (bounds.IsOver)
        {
            throw new HealthTimeoutException(stack, timeout);
        }
    }

    // A service that has containers and is in no file, such as one that a release took out and nobody removed, is shown as well.
    private static IReadOnlyList<ExpectedService> Choose(string stack, IReadOnlyList<ExpectedService> files, IReadOnlyList<StackContainer> containers, IReadOnlyList<string> named)
    {
        var others = containers.Select(container => container.Service).Distinct(StringComparer.Ordinal).Except(files.Select(service => service.Name), StringComparer.Ordinal);
        IReadOnlyList<ExpectedService> all = [.. files, .. others.Select(service => new ExpectedService(service))];
        IReadOnlyList<string> known = [.. all.Select(service => service.Name)];
        return named.Except(known, StringComparer.Ordinal).ToList() is { Count: > 0 } unknown
            ? throw new UnknownServiceException(stack, unknown, known)
            : [.. all.Where(service => named.Count == 0 || named.Contains(service.Name))];
    }

    private async Task<StackHealth> LookAsync(
        string stack, IReadOnlyList<ExpectedService> expected, IReadOnlyList<StackContainer> containers, HealthOptions options, LookBounds bounds)
    {
        var now = Time.GetUtcNow();
        var mine = expected.ToDictionary(service => service.Name, service => ServiceVerdicts.Of(containers, service.Name), StringComparer.Ordinal);
        var measuring = new ContainerMeasurement(Containers, bounds).RunAsync([.. mine.Values.SelectMany(own => own)], now);
        var storing = options.WithoutStores
            ? Task.FromResult<IReadOnlyList<StoreHealth>?>([])
            : bounds.TryAsync("The data stores were not measured", token => MeasureAsync(containers, token));
        var asking = options.WithoutStores ? Task.FromResult<ApplicationWord?>(null) : new ApplicationHealth(project, bounds).AskAsync(containers);

        // All three are waited for before any is looked at: none may run on behind a look that was stopped.
        await Task.WhenAll(measuring, storing, asking).ConfigureAwait(false);
        var (figures, measured, word) = (await measuring.ConfigureAwait(false), await storing.ConfigureAwait(false), await asking.ConfigureAwait(false));
        var look = new ServiceLook(project.Health, now);
        IReadOnlyList<ServiceHealth> services = [.. expected.Select(service => look.Of(service, [.. mine[service.Name].Select(container => figures[container.Id])]))];
        var stores = StackLevels.Join(measured ?? [], word, LimitOf);
        var level = StackLevels.Worst(
        [
            .. services.Select(service => service.Level),
            .. stores.Select(StackLevels.Of),
            word?.Level ?? HealthLevel.Healthy,
            measured is null ? HealthLevel.Unknown : HealthLevel.Healthy,
        ]);
        return new StackHealth
        {
            StackName = stack,
            Time = now,
            Level = level,
            Services = services,
            Stores = stores,
            Application = word?.Level,
            Notes = bounds.Notes,
            Summary = StackLevels.Summary(stack, level, services, stores, word?.Level),
        };
    }

    // The words of a server may stand in a detail, so that it goes through the redactor.
    private async Task<IReadOnlyList<StoreHealth>> MeasureAsync(IReadOnlyList<StackContainer> containers, CancellationToken cancellationToken)
    {
        var stores = await (Stores ?? new StackStores(ProcessEnvironment)).MeasureAsync(project, containers, cancellationToken).ConfigureAwait(false);
        var redactor = stores.Count > 0 ? StackSecrets.Redactor(project, ProcessVariables.All()) : null;
        return [.. stores.Select(store => store with { Detail = redactor!.Redact(store.Detail) })];
    }

    private StackHealth Absent(string stack, IReadOnlyList<ExpectedService> expected)
    {
        var now = Time.GetUtcNow();
        var look = new ServiceLook(project.Health, now);
        return new StackHealth
        {
            StackName = stack,
            Time = now,
            Level = HealthLevel.Unhealthy,
            Services = [.. expected.Select(service => look.Of(service, []))],
            Summary = $"Nothing of the stack '{stack}' is there. Release it with 'deployops deploy' (Invoke-Deployment), or look with 'docker compose ls --all' whether it runs under another name.",
        };
    }

    private TimeSpan LimitOf(string store) => store switch
    {
        "redis" => project.Health.RedisTimeout,
        "neo4j" => project.Health.GraphTimeout,
        _ => project.Health.PostgresTimeout,
    };
}

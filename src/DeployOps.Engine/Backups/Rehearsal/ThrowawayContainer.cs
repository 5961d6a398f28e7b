using System.Globalization;
using DeployOps.Engine.Compose.Routes;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Stores;

namespace DeployOps.Engine.Backups.Rehearsal;

/// <summary>A throwaway engine in a container of its own.</summary>
internal sealed class ThrowawayContainer(ProofNotes notes, BackupPorts ports, Func<string, string> redact, ContainerPlan container) : IThrowawayEngine
{
    private static readonly TimeSpan UpLimit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan PullLimit = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private ProofNote? _note;
    private ServiceRoute? _route;
    private DataStoreAccess? _access;

    /// <summary>How long it may take to answer after it was started.</summary>
    internal TimeSpan AnswerLimit { get; init; } = TimeSpan.FromMinutes(3);

    public DataStoreAccess Access => _access ?? throw new InvalidOperationException("The engine was not started.");

    public string Description => container.Description;

    private string Name => container.Plan.Name;

    private string Service => container.Plan.Services[0].Name;

    /// <summary>Starts it, and waits until it answers.</summary>
    /// <exception cref="DeployOpsException">It does not come up; nothing of it is left.</exception>
    public async Task<ThrowawayContainer> StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            notes.Write(_note = notes.New(Name));
            notes.WritePlan(Name, container.Plan);
            await UpAsync(cancellationToken).ConfigureAwait(false);
            _access = await WaitAsync(cancellationToken).ConfigureAwait(false);
            return this;
        }
        catch (Exception failure)
        {
            await DisposeAsync().ConfigureAwait(false);
            if (failure is StackCommandException refused)
            {
                throw new NoThrowawayEngineException(container.Kind, $"{Description} could not be started: {LastLine(refused.Output.Show(redact))}");
            }

            throw;
        }
    }

    public async Task<string> KeepAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        notes.Write(_note! with { IsReleased = true });
        _note = null;
        return $"{Description} was left running to be looked at: docker container exec -it {Access.Container!.Name} sh. The next verification removes it, or docker compose --project-name {Name} down --volumes does.";
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        if (_note is { } note)
        {
            _note = null;
            await ThrowawayRemoval.RunOrLeaveAsync(note, notes, ports).ConfigureAwait(false);
        }
    }

    private async Task CloseAsync()
    {
        if (_route is { } route)
        {
            _route = null;
            await route.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task UpAsync(CancellationToken cancellationToken)
    {
        var target = notes.TargetOf(Name, container.Lookup) ?? throw new IOException("The plan of the throwaway engine cannot be read again.");
        var image = container.Plan.Services[0].Image;
        if (container.MayPull && (await ports.Engine.Images.IdsAsync([image], cancellationToken).ConfigureAwait(false)).Count == 0)
        {
            await ports.Engine.Stacks.PullAsync(target, [], new CommandScope { Timeout = PullLimit }, cancellationToken).ConfigureAwait(false);
        }

        await ports.Engine.Stacks.UpAsync(target, new UpOptions(), new CommandScope { Timeout = UpLimit }, cancellationToken).ConfigureAwait(false);
    }

    private async Task<DataStoreAccess> WaitAsync(CancellationToken cancellationToken)
    {
        var started = ports.Time.GetTimestamp();
        while (true)
        {
            var containers = await ports.Engine.Containers.OfProjectAsync(Name, cancellationToken).ConfigureAwait(false);
            var first = containers.Count > 0 ? containers[0] : null;
            if (first is not { State: ContainerState.Running or ContainerState.Created or ContainerState.Restarting } running)
            {
                throw new NoThrowawayEngineException(container.Kind, await WhyEndedAsync(first, cancellationToken).ConfigureAwait(false));
            }

            DeployOpsException reason;
            try
            {
                return await ReachAsync(running, cancellationToken).ConfigureAwait(false);
            }
            catch (DeployOpsException failure)
            {
                reason = failure;
                await CloseAsync().ConfigureAwait(false);
            }

            if (ports.Time.GetElapsedTime(started) > AnswerLimit)
            {
                throw new NoThrowawayEngineException(container.Kind, string.Create(CultureInfo.InvariantCulture, $"{Description} did not answer within {AnswerLimit.TotalSeconds:0} s ({reason.ErrorId})"));
            }

            await Task.Delay(Pause, ports.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<DataStoreAccess> ReachAsync(StackContainer running, CancellationToken cancellationToken)
    {
        var port = container.Logins[0].Endpoint!.Port;
        _route = await ports.Routes.OpenAsync(new RouteRequest { Host = Service, Port = port, Containers = [running], Services = [Service] }, cancellationToken).ConfigureAwait(false);
        if (_route.Kind == RouteKind.Direct)
        {
            // It would lead to whatever goes by that name outside of the copy.
            throw new ServiceNotRunningException(Service, state: null);
        }

        var endpoint = new StoreEndpoint(_route.Host, _route.Port);
        DeployOpsException? refused = null;
        foreach (var login in container.Logins)
        {
            try
            {
                await ThrowawayLogins.PingAsync(login, endpoint, Patience, cancellationToken).ConfigureAwait(false);
                if (_route.Kind == RouteKind.Tunnel)
                {
                    // Some images set themselves up with a server on the container's own loopback, and a tunnel ends there.
                    await Task.Delay(Pause * 4, ports.Time, cancellationToken).ConfigureAwait(false);
                    await ThrowawayLogins.PingAsync(login, endpoint, Patience, cancellationToken).ConfigureAwait(false);
                }

                return new DataStoreAccess(login, endpoint, running);
            }
            catch (DeployOpsException failure)
            {
                refused ??= failure;
            }
        }

        throw refused!;
    }

    private async Task<string> WhyEndedAsync(StackContainer? ended, CancellationToken cancellationToken)
    {
        if (ended is null)
        {
            return $"{Description} is gone: somebody removed it";
        }

        var log = await ports.Engine.Containers.LogsAsync(ended.Id, 20, since: null, withTimes: false, cancellationToken).ConfigureAwait(false);
        return string.Create(CultureInfo.InvariantCulture, $"{Description} ended with exit code {ended.ExitCode}{(ended.IsOutOfMemory ? ", because its memory limit was too small" : "")}: {LastLine(log.Show(redact))}");
    }

    private static string LastLine(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "it wrote nothing";
}

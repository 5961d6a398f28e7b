using DeployOps.Engine.Backups.Rehearsal;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Stores;
using DeployOps.Engine.Stores.Redis;

namespace DeployOps.Engine.Tests.Backups.Verification;

/// <summary>Throwaway engines that nobody has to start.</summary>
internal sealed class FakeEngines : IThrowawayEngines
{
    private int _port = 9000;

    /// <summary>The engines that run.</summary>
    public HashSet<int> Running { get; } = [];

    /// <summary>How many ran at most.</summary>
    public int Most { get; private set; }

    public List<string> Left { get; } = [];

    /// <summary>The kinds that have none.</summary>
    public HashSet<DataStoreKind> Missing { get; } = [];

    public Task<IThrowawayEngine> StartAsync(StoreRecord record, ProjectStores stores, CancellationToken cancellationToken)
    {
        if (Missing.Contains(record.Kind))
        {
            throw new NoThrowawayEngineException(record.Kind, "a test took it away");
        }

        Running.Add(++_port);
        Most = Math.Max(Most, Running.Count);
        return Task.FromResult<IThrowawayEngine>(new Engine(this, _port, record.Kind));
    }

    public Task<IReadOnlyList<string>> SweepAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([.. Left]);

    private sealed class Engine(FakeEngines engines, int port, DataStoreKind kind) : IThrowawayEngine
    {
        private bool _isKept;

        public DataStoreAccess Access { get; } =
            new(new DataStore { Kind = kind, Keys = "test", Redis = new RedisAddress("engine", port) }, new StoreEndpoint("engine", port), Container: null);

        public string Description => "a pretended engine";

        public Task<string> KeepAsync()
        {
            _isKept = true;
            return Task.FromResult($"engine {port} was kept");
        }

        public ValueTask DisposeAsync()
        {
            if (!_isKept)
            {
                engines.Running.Remove(port);
            }

            return ValueTask.CompletedTask;
        }
    }
}

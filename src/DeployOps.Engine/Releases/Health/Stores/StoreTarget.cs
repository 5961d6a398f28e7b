using DeployOps.Engine.DataStores;
using DeployOps.Engine.Stores;

namespace DeployOps.Engine.Releases.Health.Stores;

/// <summary>A store that was found among the keys.</summary>
internal sealed record StoreTarget
{
    /// <summary>The host as the application names it; empty when there is no address to be used.</summary>
    public string Host { get; init; } = "";

    /// <summary>The port as the application names it.</summary>
    public int Port { get; init; }

    /// <summary>The names of the keys to look at when the login is refused.</summary>
    public required string Keys { get; init; }

    /// <summary>Why there is no address to be used; <see langword="null"/> when there is one.</summary>
    public string? Problem { get; init; }

    /// <summary>Connects to an endpoint within the given patience, and gives the shortest of three answers on the connection that stands.</summary>
    public Ping PingAsync { get; init; } = NotThereAsync;

    /// <summary>Asks a store at an endpoint within the given patience.</summary>
    internal delegate Task<TimeSpan> Ping(StoreEndpoint endpoint, TimeSpan patience, CancellationToken cancellationToken);

    /// <summary>A store that was found.</summary>
    /// <param name="store">The store.</param>
    /// <param name="ping">How it is asked, when it has an address.</param>
    public static StoreTarget Of(DataStore store, Ping? ping) => new()
    {
        Host = store.Endpoint?.Host ?? "",
        Port = store.Endpoint?.Port ?? 0,
        Keys = store.Keys,
        Problem = store.Problem,
        PingAsync = ping ?? NotThereAsync,
    };

    /// <summary>Host and port, without the login.</summary>
    public override string ToString() => new StoreEndpoint(Host, Port).ToString();

    /// <summary>The shortest of three: what else the machine does at that moment is no matter of the store.</summary>
    public static async Task<TimeSpan> BestOfThreeAsync(Func<Task<TimeSpan>> pingAsync)
    {
        var best = TimeSpan.MaxValue;
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var latency = await pingAsync().ConfigureAwait(false);
            best = latency < best ? latency : best;
        }

        return best;
    }

    private static Task<TimeSpan> NotThereAsync(StoreEndpoint endpoint, TimeSpan patience, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("A target without an address is not asked.");
}

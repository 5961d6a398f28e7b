using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.DataStores;

namespace DeployOps.Engine.Tests.Backups.Verification;

/// <summary>A kind of store whose dumps hold what a test says, and whose servers remember what was put into them.</summary>
internal sealed class ProvenStore(DataStoreKind kind) : IStoreBackup
{
    public static readonly StoreContent Usual = new([new ContentCount("table", "public.주문", 3)], "rows:1");

    public DataStoreKind Kind { get; } = kind;

    /// <summary>What the reader finds in the file.</summary>
    public StoreContent FileContent { get; set; } = Usual;

    /// <summary>What a server holds after a restore.</summary>
    public StoreContent RestoredContent { get; set; } = Usual;

    /// <summary>What is in a server, by its port.</summary>
    public Dictionary<int, StoreContent> Servers { get; } = [];

    public Exception? ReadFailure { get; set; }

    public Exception? RestoreFailure { get; set; }

    public Exception? EstimateFailure { get; set; }

    /// <summary>Why nothing can be restored into a server.</summary>
    public Exception? Obstacle { get; set; }

    /// <summary>What is known before a restore.</summary>
    public IReadOnlyList<string> Knowledge { get; set; } = [];

    /// <summary>The servers that were asked whether they can be restored into.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Happens during a restore.</summary>
    public Func<CancellationToken, Task> OnRestore { get; set; } = static _ => Task.CompletedTask;

    /// <summary>What was asked, in order.</summary>
    public List<string> Calls { get; } = [];

    public Task<StoreEstimate> EstimateAsync(DataStoreAccess source, StoreRun run, CancellationToken cancellationToken)
    {
        Calls.Add($"estimate {source.Endpoint.Port}");
        return EstimateFailure is { } failure ? Task.FromException<StoreEstimate>(failure) : Task.FromResult(new StoreEstimate("17.2", 100, IsEmpty: !Servers.ContainsKey(source.Endpoint.Port)));
    }

    public Task<StoreDump> DumpAsync(DataStoreAccess source, IDumpFiles files, StoreRun run, CancellationToken cancellationToken) => throw new NotSupportedException();

    public async Task<StoreContent> ReadAsync(IStoredFiles files, string format, DataStoreAccess? tools, StoreRun run, CancellationToken cancellationToken)
    {
        Calls.Add($"read with {(tools is null ? "nothing" : $"{tools.Endpoint.Port}")}");
        await ToEndAsync(files, cancellationToken);
        return ReadFailure is { } failure ? throw failure : FileContent;
    }

    public Task<IReadOnlyList<string>> DemandRestorableAsync(
        DataStoreAccess target, IStoredFiles files, StoreRestoration restoration, StoreRun run, CancellationToken cancellationToken)
    {
        Asked.Add($"{target.Endpoint.Port}{(restoration.Replace ? " replacing" : "")}");
        return Obstacle is { } obstacle ? Task.FromException<IReadOnlyList<string>>(obstacle) : Task.FromResult(Knowledge);
    }

    public async Task<StoreContent> RestoreAsync(DataStoreAccess target, IStoredFiles files, StoreRestoration restoration, StoreRun run, CancellationToken cancellationToken)
    {
        Calls.Add($"restore {target.Endpoint.Port}{(restoration.Replace ? " replacing" : "")}");
        await ToEndAsync(files, cancellationToken);
        await OnRestore(cancellationToken);
        return RestoreFailure is { } failure ? throw failure : Servers[target.Endpoint.Port] = RestoredContent;
    }

    public Task<StoreContent> ContentAsync(DataStoreAccess source, bool withHash, StoreRun run, CancellationToken cancellationToken)
    {
        Calls.Add($"content {source.Endpoint.Port}");
        return Task.FromResult(Servers.GetValueOrDefault(source.Endpoint.Port) ?? new StoreContent([], null));
    }

    private static async Task ToEndAsync(IStoredFiles files, CancellationToken cancellationToken)
    {
        foreach (var name in files.Names)
        {
            await using var stream = files.OpenRead(name);
            await stream.CopyToAsync(Stream.Null, cancellationToken);
        }
    }
}

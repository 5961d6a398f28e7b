using System.Text;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.DataStores;

namespace DeployOps.Engine.Tests.Backups.Creation;

/// <summary>A store that is backed up without there being one.</summary>
internal sealed class FakeStore(DataStoreKind kind) : IStoreBackup
{
    public DataStoreKind Kind { get; } = kind;

    public string FileName => $"{Kind}.dump".ToLowerInvariant();

    public byte[] Content { get; set; } = Encoding.UTF8.GetBytes($"content of {kind} {new string('y', 5000)}");

    public long EstimatedBytes { get; set; } = 1000;

    /// <summary>What the dump says against itself.</summary>
    public string? Doubt { get; set; }

    /// <summary>Happens at the first look.</summary>
    public Action OnEstimate { get; set; } = static () => { };

    /// <summary>Happens when half of the dump is written.</summary>
    public Func<CancellationToken, Task> OnHalf { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Does the whole dump instead.</summary>
    public Func<IDumpFiles, StoreRun, Task>? Instead { get; set; }

    public Task<StoreEstimate> EstimateAsync(DataStoreAccess source, StoreRun run, CancellationToken cancellationToken)
    {
        OnEstimate();
        return Task.FromResult(new StoreEstimate("1.0", EstimatedBytes, IsEmpty: false));
    }

    public async Task<StoreDump> DumpAsync(DataStoreAccess source, IDumpFiles files, StoreRun run, CancellationToken cancellationToken)
    {
        if (Instead is { } instead)
        {
            await instead(files, run);
        }
        else
        {
            await using var stream = files.Create(FileName);
            await stream.WriteAsync(Content.AsMemory(0, Content.Length / 2), cancellationToken);
            await OnHalf(cancellationToken);
            await stream.WriteAsync(Content.AsMemory(Content.Length / 2), cancellationToken);
        }

        return new StoreDump
        {
            ServerVersion = "1.0",
            Tool = "fake 1.0",
            Format = "fake",
            SnapshotAt = run.Time.GetUtcNow(),
            Doubt = Doubt,
            Content = new StoreContent([new ContentCount("table", "b", 2), new ContentCount("table", "a", 1)], "hash"),
        };
    }

    public Task<StoreContent> ReadAsync(IStoredFiles files, string format, DataStoreAccess? tools, StoreRun run, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> DemandRestorableAsync(
        DataStoreAccess target, IStoredFiles files, StoreRestoration restoration, StoreRun run, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<StoreContent> RestoreAsync(DataStoreAccess target, IStoredFiles files, StoreRestoration restoration, StoreRun run, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<StoreContent> ContentAsync(DataStoreAccess source, bool withHash, StoreRun run, CancellationToken cancellationToken) => throw new NotSupportedException();
}

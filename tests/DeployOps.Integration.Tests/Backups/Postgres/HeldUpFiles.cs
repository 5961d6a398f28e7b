using DeployOps.Engine.Backups.Stores;

namespace DeployOps.Integration.Tests.Backups.Postgres;

/// <summary>Files whose disk does harm when the first bytes have come.</summary>
internal sealed class HeldUpFiles(Func<Task<object?>> harm) : IDumpFiles, IDisposable
{
    private readonly MemoryFiles _files = new();

    public bool WasHarmed { get; private set; }

    public Stream Create(string name) => new HarmfulStream(this);

    public string ScratchFolder() => _files.ScratchFolder();

    public void Dispose() => _files.Dispose();

    private sealed class HarmfulStream(HeldUpFiles files) : MemoryStream
    {
        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!files.WasHarmed)
            {
                files.WasHarmed = true;
                await files.HarmAsync();
            }

            await base.WriteAsync(buffer, cancellationToken);
        }
    }

    private Task<object?> HarmAsync() => harm();
}

using DeployOps.Engine.Backups.Stores;

namespace DeployOps.Integration.Tests.Backups.Redis;

/// <summary>The files of a dump in memory.</summary>
internal sealed class MemorySet : IDumpFiles, IStoredFiles
{
    public Dictionary<string, byte[]> Files { get; } = [];

    public IReadOnlyList<string> Names => [.. Files.Keys];

    public Stream Create(string name) => new Kept(bytes => Files[name] = bytes);

    public string ScratchFolder() => throw new NotSupportedException();

    public Stream OpenRead(string name) => new MemoryStream(Files[name], writable: false);

    private sealed class Kept(Action<byte[]> end) : MemoryStream
    {
        protected override void Dispose(bool disposing)
        {
            end(ToArray());
            base.Dispose(disposing);
        }
    }
}

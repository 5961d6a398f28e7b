using DeployOps.Engine.Backups.Stores;

namespace DeployOps.Integration.Tests.Backups.Postgres;

/// <summary>The files of a dump, in memory; what is in them can be damaged.</summary>
internal sealed class MemoryFiles : IDumpFiles, IStoredFiles, IDisposable
{
    private readonly string _scratch = Directory.CreateTempSubdirectory("postgres-backup-").FullName;
    private readonly Dictionary<string, MemoryStream> _files = [];
    private readonly List<string> _names = [];

    public IReadOnlyList<string> Names => _names;

    public byte[] this[string name] => _files[name].ToArray();

    public byte[] First => this[_names[0]];

    /// <summary>What a file that is read slowly waits for before each part.</summary>
    public Func<long, CancellationToken, Task>? BeforeRead { get; init; }

    public static MemoryFiles Of(byte[] content, string name = "postgres.dump")
    {
        var files = new MemoryFiles();
        files.Create(name).Write(content);
        return files;
    }

    public Stream Create(string name)
    {
        _names.Add(name);
        return _files[name] = new MemoryStream();
    }

    public string ScratchFolder() => _scratch;

    public Stream OpenRead(string name) => BeforeRead is null ? new MemoryStream(this[name]) : new SlowStream(this[name], BeforeRead);

    public void Dispose() => Directory.Delete(_scratch, recursive: true);
}

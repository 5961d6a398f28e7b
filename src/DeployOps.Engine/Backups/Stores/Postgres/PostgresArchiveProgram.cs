using DeployOps.Engine.DataStores;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>pg_restore with an archive of a set as its input, in either format. Disposing of it removes what was unpacked.</summary>
internal sealed class PostgresArchiveProgram(PostgresTools tools, IStoredFiles files, string name, string format, DataStoreAccess? access, StoreRun run) : IAsyncDisposable
{
    private static readonly IReadOnlyDictionary<string, string?> Variables = new Dictionary<string, string?> { ["LC_ALL"] = "C" };

    private readonly bool _isDirectory = format == PostgresArchive.Directory;
    private Stream? _file;
    private PostgresArchive? _archive;
    private string? _folder;

    /// <summary>The programs that are used; known when prepared.</summary>
    public PostgresTool Tool { get; private set; } = null!;

    /// <summary>Opens the archive and chooses the programs by its version.</summary>
    public async Task PrepareAsync(string program, CancellationToken cancellationToken)
    {
        if (format is not (PostgresArchive.Custom or PostgresArchive.Directory))
        {
            throw new PostgresDumpInvalidException(name, "its format is not known to this version");
        }

        _file = files.OpenRead(name);
        if (!_isDirectory)
        {
            _archive = await PostgresArchive.ReadAsync(_file, name, cancellationToken).ConfigureAwait(false);
            Tool = await tools.FindAsync(program, _archive.LeastMajor, access, cancellationToken).ConfigureAwait(false);
            return;
        }

        _folder = Path.Combine(run.WorkFolder ?? Directory.CreateTempSubdirectory("deployops-").FullName, $"postgres-{Guid.NewGuid():N}");
        await PostgresDirectory.UnpackAsync(_file, name, _folder, cancellationToken).ConfigureAwait(false);
        Tool = await tools.FindAsync(program, await LeastMajorAsync(cancellationToken).ConfigureAwait(false), access, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A start of pg_restore that reads the archive.</summary>
    public ProcessRequest Start(IReadOnlyList<string> arguments) => Tool.Start(
        "pg_restore",
        _isDirectory && Tool.Container is null ? [.. arguments, _folder!] : arguments,
        Variables,
        run.Timeout + TimeSpan.FromMinutes(1),
        _isDirectory ? PostgresDirectory.ReadInContainer : null);

    /// <summary>Writes its input, and reads the file to its end.</summary>
    public Task FeedAsync(Stream input, CancellationToken cancellationToken) => FeedAsync(input, isToEnd: true, cancellationToken);

    /// <summary>Writes as much of its input as it wants.</summary>
    public async Task FeedAsync(Stream input, bool isToEnd, CancellationToken cancellationToken)
    {
        if (!_isDirectory)
        {
            var whole = new PrefixedStream(_archive!.Head, _file!);
            await (isToEnd ? new ArchiveFeed(whole, input, name).RunAsync(cancellationToken) : PostgresToolRun.FeedAsync(whole, input, isToEnd, cancellationToken)).ConfigureAwait(false);
        }
        else if (Tool.Container is null)
        {
            await input.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            var tar = files.OpenRead(name);
            await using (tar.ConfigureAwait(false))
            {
                await PostgresToolRun.FeedAsync(tar, input, isToEnd, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_file is not null)
        {
            await _file.DisposeAsync().ConfigureAwait(false);
        }

        if (_folder is not null && Directory.Exists(_folder))
        {
            Directory.Delete(run.WorkFolder is null ? Path.GetDirectoryName(_folder)! : _folder, recursive: true);
        }
    }

    private async Task<int> LeastMajorAsync(CancellationToken cancellationToken)
    {
        var toc = Path.Combine(_folder!, "toc.dat");
        if (!File.Exists(toc))
        {
            throw new PostgresDumpInvalidException(name, "it has no table of contents");
        }

        var stream = File.OpenRead(toc);
        await using (stream.ConfigureAwait(false))
        {
            return await PostgresArchive.LeastMajorOfDirectoryAsync(stream, name, cancellationToken).ConfigureAwait(false);
        }
    }
}

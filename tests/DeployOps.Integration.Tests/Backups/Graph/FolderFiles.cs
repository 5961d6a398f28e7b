using DeployOps.Engine.Backups.Stores;

namespace DeployOps.Integration.Tests.Backups.Graph;

/// <summary>The files of a set in a folder of their own.</summary>
internal sealed class FolderFiles : IDumpFiles, IStoredFiles, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("graph-set-");

    /// <summary>Is called when the first bytes of a file are written.</summary>
    public Func<Task>? OnFirstBytes { get; set; }

    public IReadOnlyList<string> Names => [.. _folder.GetFiles().Select(file => file.Name)];

    public Stream Create(string name) => new Watched(File.Create(Path.Combine(_folder.FullName, name)), OnFirstBytes);

    public string ScratchFolder() => throw new NotSupportedException();

    public Stream OpenRead(string name) => File.OpenRead(Path.Combine(_folder.FullName, name));

    public void Dispose() => _folder.Delete(recursive: true);

    private sealed class Watched(FileStream inner, Func<Task>? onFirstBytes) : Stream
    {
        private Func<Task>? _onFirstBytes = onFirstBytes;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => inner.Length;

        public override long Position { get => inner.Position; set => throw new NotSupportedException(); }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_onFirstBytes is { } act)
            {
                _onFirstBytes = null;
                await act();
            }

            await inner.WriteAsync(buffer, cancellationToken);
        }

        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}

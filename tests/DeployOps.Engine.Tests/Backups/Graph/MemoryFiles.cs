using DeployOps.Engine.Backups.Stores;

namespace DeployOps.Engine.Tests.Backups.Graph;

/// <summary>The files of a set in memory.</summary>
internal sealed class MemoryFiles : IDumpFiles, IStoredFiles
{
    private readonly List<(string Name, MemoryStream Content)> _files = [];

    public IReadOnlyList<string> Names => [.. _files.Select(file => file.Name)];

    /// <summary>Files with given content.</summary>
    public static MemoryFiles Of(string name, byte[] content)
    {
        var files = new MemoryFiles();
        files._files.Add((name, new MemoryStream(content)));
        return files;
    }

    public Stream Create(string name)
    {
        _files.RemoveAll(file => file.Name == name);
        var stream = new MemoryStream();
        _files.Add((name, stream));
        return stream;
    }

    public string ScratchFolder() => throw new NotSupportedException();

    public Stream OpenRead(string name) => new MemoryStream(Content(name), writable: false);

    public byte[] Content(string name) => _files.Find(file => file.Name == name).Content.ToArray();
}

namespace DeployOps.Engine.Files;

/// <summary>Writes files that only their owner may read, from the first byte on.</summary>
public interface IPrivateFileWriter
{
    /// <summary>Makes a new file. Killed midway, it leaves nothing under the final name.</summary>
    /// <param name="path">The final name. Its folder must exist.</param>
    /// <param name="content">The whole content.</param>
    /// <exception cref="IOException">Something of that name exists; it is left as it is. Or the disk failed.</exception>
    void Create(string path, ReadOnlySpan<byte> content);

    /// <summary>Replaces a file in one step, and keeps who may read it. Killed midway, the old one is still there.</summary>
    /// <param name="path">An existing file; a link is followed.</param>
    /// <param name="content">The whole new content.</param>
    void Replace(string path, ReadOnlySpan<byte> content);
}

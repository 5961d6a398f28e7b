using System.Runtime.InteropServices;

namespace DeployOps.Engine.Repository.Scanning;

/// <summary>Reads whole files of a tree into a buffer that is used again and again.</summary>
internal abstract class TreeReader : IDisposable
{
    /// <summary>How a read ended.</summary>
    public enum Outcome
    {
        /// <summary>The file's content is in the buffer.</summary>
        Read,

        /// <summary>It is no file: a symbolic link, a folder, a pipe.</summary>
        NoFile,

        /// <summary>It is larger than the limit.</summary>
        TooLarge,

        /// <summary>It is not there.</summary>
        Gone,

        /// <summary>The operating system refuses.</summary>
        Denied,
    }

    /// <summary>Opens a tree.</summary>
    public static TreeReader Open(string root) =>
        OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64
            ? new LinuxTreeReader(root)
            : new PortableTreeReader(root);

    /// <summary>Reads a file.</summary>
    /// <param name="terminatedName">The name relative to the root, with a zero byte behind it.</param>
    /// <param name="buffer">The buffer; grown when the file is larger.</param>
    /// <param name="limit">The most bytes that are read.</param>
    /// <param name="length">How many bytes the file has.</param>
    public abstract Outcome Read(ReadOnlySpan<byte> terminatedName, ref byte[] buffer, int limit, out int length);

    /// <inheritdoc/>
    public abstract void Dispose();

    protected static void Grow(ref byte[] buffer, int limit) =>
        Array.Resize(ref buffer, (int)Math.Min((long)buffer.Length * 4, (long)limit + 1));
}

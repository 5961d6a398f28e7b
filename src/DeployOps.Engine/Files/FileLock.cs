using System.Diagnostics;
using System.Globalization;

namespace DeployOps.Engine.Files;

/// <summary>
/// A lock between processes and threads that dies with its holder: the operating system's lock on an open file. The
/// file stays when the lock is given back, because removing it would let two waiters lock two different files.
/// </summary>
public sealed class FileLock : IDisposable
{
    private readonly FileStream _stream;
    private readonly string _holderFile;

    private FileLock(FileStream stream, string holderFile) => (_stream, _holderFile) = (stream, holderFile);

    /// <summary>Takes the lock, waiting for it.</summary>
    /// <param name="path">The lock file; its folder is made when it is not there.</param>
    /// <param name="timeout">How long to wait. Zero asks once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="FileLockTimeoutException">Somebody else kept it that long.</exception>
    /// <exception cref="UnauthorizedAccessException">The account may not write the lock file.</exception>
    /// <exception cref="IOException">The lock file cannot be made.</exception>
    public static Task<FileLock> AcquireAsync(string path, TimeSpan timeout, CancellationToken cancellationToken) =>
        AcquireAsync(path, timeout, DescribeThisProcess, cancellationToken);

    /// <summary>Takes the lock, waiting for it, and leaves a word about its holder beside it for those who come in vain.</summary>
    /// <param name="path">The lock file; its folder is made when it is not there.</param>
    /// <param name="timeout">How long to wait. Zero asks once.</param>
    /// <param name="holder">One line about the holder, up to 1000 characters: <see cref="FileLockTimeoutException.Holder"/> of the others.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <inheritdoc cref="AcquireAsync(string, TimeSpan, CancellationToken)" path="/exception"/>
    public static Task<FileLock> AcquireAsync(string path, TimeSpan timeout, string holder, CancellationToken cancellationToken) =>
        AcquireAsync(path, timeout, () => holder, cancellationToken);

    private static async Task<FileLock> AcquireAsync(string path, TimeSpan timeout, Func<string> holder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var holderFile = HolderFile(path);
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
                SayWhoHoldsIt(holderFile, holder());
                return new FileLock(stream, holderFile);
            }
            catch (IOException failure) when (SharingViolation.Is(failure))
            {
                var waited = Stopwatch.GetElapsedTime(started);
                if (waited >= timeout)
                {
                    throw new FileLockTimeoutException(path, waited, ReadHolder(holderFile));
                }
            }

            // A random pause, so that many waiters do not come back all at once.
            await Task.Delay(Random.Shared.Next(2, 20), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Gives the lock back.</summary>
    public void Dispose()
    {
        try
        {
            File.Delete(_holderFile);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It only names the holder in a message; the next holder overwrites it.
        }

        _stream.Dispose();
    }

    /// <summary>What the holder of a lock said about itself; <see langword="null"/> when there is none or it said nothing. One that was killed may still stand there.</summary>
    /// <param name="path">The lock file.</param>
    public static string? HolderOf(string path) => ReadHolder(HolderFile(path));

    // The lock file itself cannot be read while it is locked, so the name of its holder stands beside it.
    private static string HolderFile(string path) => path + ".holder";

    private static string DescribeThisProcess()
    {
        var since = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return $"process {Environment.ProcessId} of {Environment.UserName} on {Environment.MachineName} since {since}";
    }

    private static void SayWhoHoldsIt(string holderFile, string holder)
    {
        try
        {
            File.WriteAllText(holderFile, holder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The lock holds without its holder's name.
        }
    }

    private static string? ReadHolder(string holderFile)
    {
        try
        {
            using var reader = new StreamReader(new FileStream(holderFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            return reader.ReadLine() is { Length: > 0 and <= 1000 } line ? line : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

using System.Globalization;

namespace DeployOps.Engine.Files;

/// <summary>
/// The files that belong to a log and stand in <c>.deployops/</c> beside it, which git ignores: the lock that orders its
/// writers, and the number of its last block.
/// </summary>
internal sealed class BlockLogSideFiles
{
    private readonly string _sequenceFile;

    public BlockLogSideFiles(string path)
    {
        // Two names of one file (a link) must meet at one lock.
        var real = Target(path);
        var folder = Path.Combine(Path.GetDirectoryName(real)!, ".deployops");
        LockFile = Path.Combine(folder, Path.GetFileName(real) + ".lock");
        _sequenceFile = Path.Combine(folder, Path.GetFileName(real) + ".sequence");
    }

    public string LockFile { get; }

    public async Task<long> LastSequenceAsync(CancellationToken cancellationToken)
    {
        try
        {
            var text = await File.ReadAllTextAsync(_sequenceFile, cancellationToken).ConfigureAwait(false);
            return text.Length <= 20 && long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
                && sequence < 1_000_000_000_000 ? sequence : 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It only serves after a rotation; the log's own end tells the number otherwise.
            return 0;
        }
    }

    public async Task RememberAsync(long sequence)
    {
        try
        {
            await AtomicFile.WriteTextAsync(_sequenceFile, sequence.ToString(CultureInfo.InvariantCulture), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The block is written; the number is in the log as well.
        }
    }

    private static string Target(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (IOException)
        {
            return path;
        }
    }
}

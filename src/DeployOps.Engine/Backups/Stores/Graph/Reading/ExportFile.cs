using System.IO.Compression;

namespace DeployOps.Engine.Backups.Stores.Graph.Reading;

/// <summary>Reads the export of a set.</summary>
internal static class ExportFile
{
    /// <summary>Reads it to its end.</summary>
    /// <param name="files">The files of the set.</param>
    /// <param name="format">How it was written, from the manifest.</param>
    /// <param name="take">Is given each statement; <see langword="null"/> when only the reading counts.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What was in it, with <see cref="ExportReader.Tally"/> to its end.</returns>
    /// <exception cref="GraphExportDamagedException">It is not what was written.</exception>
    public static async Task<ExportReader> ReadAsync(IStoredFiles files, string format, Func<ExportReader, ExportStatement, Task>? take, CancellationToken cancellationToken)
    {
        var name = NameOf(files, format);
        var file = files.OpenRead(name);
        await using (file.ConfigureAwait(false))
        {
            try
            {
                return name == GraphDump.GzipName
                    ? await ReadGzipAsync(file, take, cancellationToken).ConfigureAwait(false)
                    : await ReadPlainAsync(file, take, cancellationToken).ConfigureAwait(false);
            }
            catch (InvalidDataException exception)
            {
                throw new GraphExportDamagedException("it cannot be unpacked", exception);
            }
        }
    }

    /// <summary>Reads its first line alone, which says of what kind of server it was made.</summary>
    /// <exception cref="GraphExportDamagedException">It has no such line.</exception>
    public static async Task<string> DialectAsync(IStoredFiles files, string format, CancellationToken cancellationToken)
    {
        var name = NameOf(files, format);
        var file = files.OpenRead(name);
        await using (file.ConfigureAwait(false))
        {
            var content = name == GraphDump.GzipName ? new GZipStream(file, CompressionMode.Decompress, leaveOpen: true) : file;
            await using (content.ConfigureAwait(false))
            {
                using var reader = await ExportReader.OpenAsync(content, cancellationToken).ConfigureAwait(false);
                return reader.Dialect;
            }
        }
    }

    private static string NameOf(IStoredFiles files, string format) =>
        format == GraphBackup.Format && files.Names is [var name] && name is GraphDump.PlainName or GraphDump.GzipName
            ? name
            : throw new GraphExportDamagedException("the set names a format or files that no graph's export has");

    private static async Task<ExportReader> ReadGzipAsync(Stream file, Func<ExportReader, ExportStatement, Task>? take, CancellationToken cancellationToken)
    {
        var seal = new GzipSeal(file);
        await using (seal.ConfigureAwait(false))
        {
            var unpacked = new GZipStream(seal, CompressionMode.Decompress, leaveOpen: true);
            await using (unpacked.ConfigureAwait(false))
            {
                var content = new CheckedStream(unpacked);
                await using (content.ConfigureAwait(false))
                {
                    var reader = await ReadPlainAsync(content, take, cancellationToken).ConfigureAwait(false);
                    await seal.VerifyAsync(content.Crc, content.Count, cancellationToken).ConfigureAwait(false);
                    return reader;
                }
            }
        }
    }

    private static async Task<ExportReader> ReadPlainAsync(Stream stream, Func<ExportReader, ExportStatement, Task>? take, CancellationToken cancellationToken)
    {
        using var reader = await ExportReader.OpenAsync(stream, cancellationToken).ConfigureAwait(false);
        while (await reader.NextAsync(cancellationToken).ConfigureAwait(false) is { } statement)
        {
            if (take is not null)
            {
                await take(reader, statement).ConfigureAwait(false);
            }
        }

        return reader;
    }
}

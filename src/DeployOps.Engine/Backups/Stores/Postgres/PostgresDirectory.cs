using System.Formats.Tar;

namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>The directory format of pg_dump, kept as one tar file.</summary>
internal static class PostgresDirectory
{
    private const string Prefix = "dump/";

    /// <summary>Dumps into a folder of the container and writes that to the output as tar; stopped and cleaned away when the input ends.</summary>
    public const string DumpInContainer = """
        umask 077
        folder=$(mktemp -d) || exit 1
        trap 'rm -rf "$folder"' EXIT
        exec 3<&0
        "$@" --file="$folder/dump" </dev/null >&2 3<&- &
        work=$!
        (while read -r _; do :; done; kill -TERM "$work") <&3 >/dev/null 2>&1 &
        watch=$!
        exec 3<&-
        wait "$work"
        code=$?
        kill "$watch" 2>/dev/null
        [ "$code" -eq 0 ] || exit "$code"
        tar -C "$folder" -cf - dump </dev/null
        """;

    /// <summary>Unpacks the input into a folder of the container, runs the command with it as its last argument and removes it.</summary>
    public const string ReadInContainer = """
        umask 077
        folder=$(mktemp -d) || exit 1
        trap 'rm -rf "$folder"' EXIT
        tar -C "$folder" -xf - || exit 1
        "$@" "$folder/dump" </dev/null
        """;

    /// <summary>Writes a folder as tar.</summary>
    public static async Task PackAsync(string folder, Stream output, CancellationToken cancellationToken)
    {
        // The extended format (PAX) has no limit of size.
        var writer = new TarWriter(output, TarEntryFormat.Pax, leaveOpen: true);
        await using (writer.ConfigureAwait(false))
        {
            // The table of contents comes first: it says of what the others are a part.
            foreach (var file in Directory.EnumerateFiles(folder).OrderBy(file => Path.GetFileName(file) == "toc.dat" ? "" : Path.GetFileName(file), StringComparer.Ordinal))
            {
                await writer.WriteEntryAsync(file, Prefix + Path.GetFileName(file), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Unpacks a tar file into a folder, and reads the file to its end.</summary>
    /// <exception cref="PostgresDumpInvalidException">It holds something that is no part of a dump.</exception>
    public static async Task UnpackAsync(Stream tar, string name, string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        try
        {
            var reader = new TarReader(tar, leaveOpen: true);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false) is { } entry)
                {
                    if (entry.EntryType is TarEntryType.Directory && entry.Name is Prefix or "dump")
                    {
                        continue;
                    }

                    var file = entry.Name.StartsWith(Prefix, StringComparison.Ordinal) ? entry.Name[Prefix.Length..] : "";
                    if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || file.Length == 0 || file != Path.GetFileName(file) || file is "." or "..")
                    {
                        throw new PostgresDumpInvalidException(name, "it holds something that pg_dump does not write");
                    }

                    await entry.ExtractToFileAsync(Path.Combine(folder, file), overwrite: false, cancellationToken).ConfigureAwait(false);
                }
            }

            await DemandZerosAsync(tar, name, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new PostgresDumpInvalidException(name, "it is no whole tar file");
        }
    }

    // A tar file ends with blocks of zeros; what proves the file comes with its last byte.
    private static async Task DemandZerosAsync(Stream tar, string name, CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 16];
        while (await tar.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var read and > 0)
        {
            if (buffer.AsSpan(0, read).ContainsAnyExcept((byte)0))
            {
                throw new PostgresDumpInvalidException(name, "something follows after its end");
            }
        }
    }
}

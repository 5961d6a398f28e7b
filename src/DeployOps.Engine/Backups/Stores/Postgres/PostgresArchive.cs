namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>
/// What the first bytes of an archive of pg_dump say: that it is one, in which format, and how new pg_restore must be.
/// Source: PostgreSQL, src/bin/pg_dump/pg_backup_archiver.h.
/// </summary>
/// <param name="LeastMajor">The oldest major version of pg_restore that reads it.</param>
/// <param name="Head">The bytes that were read for it; they are the first of the file.</param>
internal sealed record PostgresArchive(int LeastMajor, ReadOnlyMemory<byte> Head)
{
    /// <summary>The name of the custom format in manifests.</summary>
    public const string Custom = "custom";

    /// <summary>The name of the directory format in manifests.</summary>
    public const string Directory = "directory";

    private const int HeadBytes = 11;
    private const byte CustomFormat = 1;

    // The files of the directory format say of themselves that they are of the tar format.
    private const byte TarFormat = 3;

    /// <summary>Reads the start of a dump in custom format.</summary>
    /// <exception cref="PostgresDumpInvalidException">It is none.</exception>
    public static Task<PostgresArchive> ReadAsync(Stream file, string name, CancellationToken cancellationToken) => ReadAsync(file, name, CustomFormat, cancellationToken);

    /// <summary>Reads the start of the table of contents of a dump in directory format.</summary>
    /// <exception cref="PostgresDumpInvalidException">It is none.</exception>
    public static async Task<int> LeastMajorOfDirectoryAsync(Stream contents, string name, CancellationToken cancellationToken) =>
        (await ReadAsync(contents, name, TarFormat, cancellationToken).ConfigureAwait(false)).LeastMajor;

    private static async Task<PostgresArchive> ReadAsync(Stream file, string name, byte format, CancellationToken cancellationToken)
    {
        var head = new byte[HeadBytes];
        var read = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return read == 0 ? throw new PostgresDumpInvalidException(name, "it is empty")
            : read < head.Length || !head.AsSpan().StartsWith("PGDMP"u8) ? throw new PostgresDumpInvalidException(name, "it does not start as an archive of pg_dump does")
            : head[10] != format ? throw new PostgresDumpInvalidException(name, "it is an archive of another format")
            : new PostgresArchive(MajorOf(head[5], head[6]), head);
    }

    // The format of 1.14 came with 12, 1.15 with 16, 1.16 with 17; of a newer one nothing is known but that it is newer.
    private static int MajorOf(byte major, byte minor) => (major, minor) switch
    {
        (1, <= 14) => 12,
        (1, 15) => 16,
        (1, 16) => 17,
        _ => 19,
    };
}

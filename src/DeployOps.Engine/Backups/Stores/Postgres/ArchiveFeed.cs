namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>
/// Passes an archive in custom format on to a program and looks at its structure on the way: pg_restore stops reading where it has all it wants, and so
/// finds neither what was put behind the end nor, always, a block that is missing there.
/// Source: PostgreSQL, src/bin/pg_dump/pg_backup_archiver.c and pg_backup_custom.c.
/// </summary>
internal sealed class ArchiveFeed(Stream file, Stream input, string name)
{
    private const int HeadBytes = 5;
    private const byte DataBlock = 1;
    private const byte ObjectsBlock = 3;

    private readonly byte[] _buffer = new byte[1 << 17];
    private int _position;
    private int _filled;
    private bool _isOpen = true;
    private int _integerBytes;
    private int _offsetBytes;

    /// <summary>Reads the file to its end and closes the input.</summary>
    /// <exception cref="PostgresDumpInvalidException">It is not built as an archive is; the program was given all of it.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        string? problem = null;
        try
        {
            await WalkAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (FormatException failure)
        {
            problem = failure.Message;
            while (await FillAsync(cancellationToken).ConfigureAwait(false))
            {
                // What is at its end proves the file.
            }
        }

        try
        {
            await input.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The program has ended.
        }

        if (problem is not null)
        {
            throw new PostgresDumpInvalidException(name, problem);
        }
    }

    private async Task WalkAsync(CancellationToken token)
    {
        await SkipAsync(HeadBytes, token).ConfigureAwait(false);
        var (major, minor) = (await ByteAsync(token).ConfigureAwait(false), await ByteAsync(token).ConfigureAwait(false));
        await SkipAsync(1, token).ConfigureAwait(false);
        (_integerBytes, _offsetBytes) = (await ByteAsync(token).ConfigureAwait(false), await ByteAsync(token).ConfigureAwait(false));
        await SkipAsync(1, token).ConfigureAwait(false);
        if (major != 1 || minor is < 12 or > 16 || _integerBytes is not (4 or 8) || _offsetBytes is not (4 or 8))
        {
            throw new FormatException($"it is of an archive format that is not known (1.12 to 1.16 are)");
        }

        // How it is compressed, the seven parts of when it was made, the database and the two versions.
        await SkipAsync(minor >= 15 ? 1 : 1 + _integerBytes, token).ConfigureAwait(false);
        await SkipAsync(7 * (1 + _integerBytes), token).ConfigureAwait(false);
        await SkipTextsAsync(3, token).ConfigureAwait(false);
        var expected = await ContentsAsync(minor, token).ConfigureAwait(false);
        var found = 0;
        while (_position < _filled || await FillAsync(token).ConfigureAwait(false))
        {
            await BlockAsync(token).ConfigureAwait(false);
            found++;
        }

        if (found != expected)
        {
            throw new FormatException(FormattableString.Invariant($"it has {found} of {expected} block(s) of data"));
        }
    }

    // The table of contents; the number of its entries that have data.
    private async Task<int> ContentsAsync(int minor, CancellationToken token)
    {
        var withData = 0;
        for (var left = await IntegerAsync(token).ConfigureAwait(false); left > 0; left--)
        {
            await IntegerAsync(token).ConfigureAwait(false);
            withData += await IntegerAsync(token).ConfigureAwait(false) != 0 ? 1 : 0;
            // Two numbers as texts, name, kind.
            await SkipTextsAsync(4, token).ConfigureAwait(false);
            await IntegerAsync(token).ConfigureAwait(false);
            // Definition, drop and copy statement, schema, tablespace, and since 1.14 the access method.
            await SkipTextsAsync(minor >= 14 ? 6 : 5, token).ConfigureAwait(false);
            if (minor >= 16)
            {
                await IntegerAsync(token).ConfigureAwait(false);
            }

            // The owner, a word that is always false by now, and what it depends on up to a text that is none.
            await SkipTextsAsync(2, token).ConfigureAwait(false);
            while (await SkipTextAsync(token).ConfigureAwait(false))
            {
            }

            await SkipAsync(1 + _offsetBytes, token).ConfigureAwait(false);
        }

        return withData;
    }

    private async Task BlockAsync(CancellationToken token)
    {
        var kind = await ByteAsync(token).ConfigureAwait(false);
        await IntegerAsync(token).ConfigureAwait(false);
        switch (kind)
        {
            case DataBlock:
                await PartsAsync(token).ConfigureAwait(false);
                break;
            case ObjectsBlock:
                while (await IntegerAsync(token).ConfigureAwait(false) != 0)
                {
                    await PartsAsync(token).ConfigureAwait(false);
                }

                break;
            default:
                throw new FormatException("something that is no block of data stands where one should be");
        }
    }

    private async Task PartsAsync(CancellationToken token)
    {
        while (await IntegerAsync(token).ConfigureAwait(false) is var length and not 0)
        {
            await SkipAsync(length, token).ConfigureAwait(false);
        }
    }

    private async Task SkipTextsAsync(int count, CancellationToken token)
    {
        for (; count > 0; count--)
        {
            await SkipTextAsync(token).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> SkipTextAsync(CancellationToken token)
    {
        var length = await IntegerAsync(token).ConfigureAwait(false);
        if (length > 0)
        {
            await SkipAsync(length, token).ConfigureAwait(false);
        }

        return length >= 0;
    }

    // A sign and the bytes from the least on. The numbers of large objects use all 32 bits.
    private async ValueTask<long> IntegerAsync(CancellationToken token)
    {
        var sign = await ByteAsync(token).ConfigureAwait(false);
        var value = 0L;
        for (var index = 0; index < _integerBytes; index++)
        {
            value |= (long)await ByteAsync(token).ConfigureAwait(false) << (8 * index);
        }

        return sign == 0 ? value : -value;
    }

    private async ValueTask<byte> ByteAsync(CancellationToken token) =>
        _position < _filled || await FillAsync(token).ConfigureAwait(false) ? _buffer[_position++] : throw TooShort();

    private async ValueTask SkipAsync(long count, CancellationToken token)
    {
        if (count < 0)
        {
            throw new FormatException("a length in it is less than nothing");
        }

        while (count > _filled - _position)
        {
            count -= _filled - _position;
            if (!await FillAsync(token).ConfigureAwait(false))
            {
                throw TooShort();
            }
        }

        _position += (int)count;
    }

    private static FormatException TooShort() => new("it ends in the middle");

    private async ValueTask<bool> FillAsync(CancellationToken token)
    {
        _position = 0;
        _filled = await file.ReadAsync(_buffer, token).ConfigureAwait(false);
        try
        {
            if (_isOpen && _filled > 0)
            {
                await input.WriteAsync(_buffer.AsMemory(0, _filled), token).ConfigureAwait(false);
            }
        }
        catch (IOException)
        {
            // The program ended or needs no more: its exit code tells which.
            _isOpen = false;
        }

        return _filled > 0;
    }
}

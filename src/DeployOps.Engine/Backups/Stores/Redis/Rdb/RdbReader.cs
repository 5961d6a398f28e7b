using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace DeployOps.Engine.Backups.Stores.Redis.Rdb;

/// <summary>
/// Reads an RDB file from its first byte to its checksum, key by key, in memory for one key. Source: <c>rdb.c</c> and <c>rdb.h</c> of Redis 7.0
/// to 8, and of Valkey 8. What a newer server writes and is not known is refused, never guessed.
/// </summary>
internal sealed class RdbReader
{
    private const int LatestVersion = 13;
    private const int MostFunctionBytes = 64 * 1024 * 1024;
    private readonly RdbInput _input;
    private readonly bool _withValues;
    private readonly RdbValueSkipper _values;

    /// <summary>Begins to read.</summary>
    /// <param name="source">The file.</param>
    /// <param name="withValues">Whether keys and values are wanted; else only the structure is read.</param>
    public RdbReader(Stream source, bool withValues)
    {
        _input = new RdbInput(source);
        _withValues = withValues;
        _values = new RdbValueSkipper(_input);
        var start = _input.Bytes(9);
        if (!start[..5].SequenceEqual("REDIS"u8) || !int.TryParse(Encoding.ASCII.GetString(start[5..]), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            throw _input.Damaged("it does not begin as an RDB file does");
        }

        Version = version is >= 1 and <= LatestVersion
            ? version
            : throw _input.Damaged(string.Create(CultureInfo.InvariantCulture, $"it has RDB version {version}, and this DeployOps reads versions up to {LatestVersion}"));
    }

    /// <summary>The version of the format.</summary>
    public int Version { get; }

    /// <summary>Whether the server left the checksum out (<c>rdbchecksum no</c>).</summary>
    public bool IsWithoutChecksum { get; private set; }

    /// <summary>The code of the function libraries met so far.</summary>
    public List<byte[]> Functions { get; } = [];

    /// <summary>How many modules keep data of their own beside keys.</summary>
    public int ModuleData { get; private set; }

    /// <summary>The next key; <see langword="null"/> at the end, when the checksum is right and nothing follows.</summary>
    /// <param name="entry">Takes it.</param>
    /// <exception cref="RdbFormatException">The file is damaged.</exception>
    public bool Read(RdbEntry entry)
    {
        (entry.Expiry, entry.Idle, entry.Frequency) = (null, null, null);
        while (true)
        {
            var sign = _input.Byte();
            switch (sign)
            {
                case RdbTypes.End:
                    End();
                    return false;
                case RdbTypes.SelectDatabase:
                    var database = _input.Length();
                    entry.Database = database <= int.MaxValue ? (long)database : throw _input.Damaged("a database has a number that none has");
                    break;
                case RdbTypes.ResizeDatabase:
                    _input.Length();
                    _input.Length();
                    break;
                case RdbTypes.SlotInfo:
                    _input.Length();
                    _input.Length();
                    _input.Length();
                    break;
                case RdbTypes.Auxiliary:
                    _input.SkipString();
                    _input.SkipString();
                    break;
                case RdbTypes.Function:
                    Functions.Add(_input.String(MostFunctionBytes));
                    break;
                case RdbTypes.ModuleAuxiliary:
                    ModuleData++;
                    _values.SkipModule();
                    break;
                case RdbTypes.ExpiryMilliseconds:
                    entry.Expiry = (long)_input.UInt64();
                    break;
                case RdbTypes.ExpirySeconds:
                    entry.Expiry = (int)_input.UInt32() * 1000L;
                    break;
                case RdbTypes.Idle:
                    entry.Idle = (long)_input.Length();
                    break;
                case RdbTypes.Frequency:
                    entry.Frequency = _input.Byte();
                    break;
                default:
                    Value(entry, sign);
                    return true;
            }
        }
    }

    private void Value(RdbEntry entry, byte type)
    {
        if (RdbTypes.NameOf(type) is null)
        {
            throw _input.Damaged(string.Create(CultureInfo.InvariantCulture, $"it holds a value of type {type}, which this DeployOps does not know: a newer server wrote it, or it is damaged"));
        }

        entry.Type = type;
        if (!_withValues)
        {
            _input.SkipString();
            _values.Skip(type);
            return;
        }

        entry.Key = _input.String(int.MaxValue);
        _input.Keep(entry.Value);
        _values.Skip(type);
        _input.EndKeeping();
    }

    private void End()
    {
        if (Version >= 5)
        {
            var computed = _input.Checksum();
            var written = BinaryPrimitives.ReadUInt64LittleEndian(_input.Bytes(8));
            IsWithoutChecksum = written == 0;
            if (written != 0 && written != computed)
            {
                throw _input.Damaged("its checksum (CRC-64) is not that of its content");
            }
        }

        if (!_input.IsAtEnd())
        {
            throw _input.Damaged("something follows behind its end");
        }
    }
}

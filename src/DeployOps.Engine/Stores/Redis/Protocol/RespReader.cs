using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace DeployOps.Engine.Stores.Redis.Protocol;

/// <summary>Reads answers in RESP2 and RESP3. Source: redis.io, Redis serialization protocol specification.</summary>
internal sealed class RespReader(RespInput input, RedisLimits limits)
{
    // One reading at a time: what is left of the limits for the answer that is being read.
    private long _bytes;
    private int _items;

    /// <summary>One answer.</summary>
    /// <exception cref="EndOfStreamException">The stream ended.</exception>
    /// <exception cref="RedisProtocolException">It is none, or larger than it may be.</exception>
    public ValueTask<RedisValue> ReadAsync(CancellationToken cancellationToken)
    {
        (_bytes, _items) = (limits.MostBytes, limits.MostItems);
        return ReadValueAsync(0, cancellationToken);
    }

    private async ValueTask<RedisValue> ReadValueAsync(int depth, CancellationToken cancellationToken)
    {
        while (true)
        {
            var line = await input.ReadLineAsync(limits.MostLineBytes, cancellationToken).ConfigureAwait(false);
            Spend(line.Length, items: 1);
            if (line.Length == 0)
            {
                throw new RedisProtocolException("an answer has no type");
            }

            var rest = line.AsMemory(1);
            switch ((char)line[0])
            {
                case '+':
                    return RedisValue.Of(RedisValueKind.Simple, rest);
                case '-':
                    return RedisValue.Of(RedisValueKind.Error, rest);
                case ':':
                    return RedisValue.Of(RedisValueKind.Number, Number(rest.Span));
                case '_':
                    return rest.IsEmpty ? RedisValue.Null : throw new RedisProtocolException("a null holds something");
                case '#':
                    return Boolean(rest.Span);
                case ',':
                    return Double(rest);
                case '(':
                    return BigNumber(rest);
                case '$':
                    return await ReadBulkAsync(RedisValueKind.Bulk, Length(rest.Span, mayBeNull: true), cancellationToken).ConfigureAwait(false);
                case '!':
                    return await ReadBulkAsync(RedisValueKind.Error, Length(rest.Span, mayBeNull: false), cancellationToken).ConfigureAwait(false);
                case '=':
                    return await ReadBulkAsync(RedisValueKind.Verbatim, Length(rest.Span, mayBeNull: false), cancellationToken).ConfigureAwait(false);
                case '*':
                    return await ReadItemsAsync(RedisValueKind.Array, Length(rest.Span, mayBeNull: true), 1, depth, cancellationToken).ConfigureAwait(false);
                case '%':
                    return await ReadItemsAsync(RedisValueKind.Map, Length(rest.Span, mayBeNull: false), 2, depth, cancellationToken).ConfigureAwait(false);
                case '~':
                    return await ReadItemsAsync(RedisValueKind.Set, Length(rest.Span, mayBeNull: false), 1, depth, cancellationToken).ConfigureAwait(false);
                case '>':
                    return await ReadItemsAsync(RedisValueKind.Push, Length(rest.Span, mayBeNull: false), 1, depth, cancellationToken).ConfigureAwait(false);
                case '|':
                    // Attributes stand in front of the value that they belong to, and a client that does not ask for them passes over them.
                    await ReadItemsAsync(RedisValueKind.Map, Length(rest.Span, mayBeNull: false), 2, depth, cancellationToken).ConfigureAwait(false);
                    continue;
                default:
                    throw new RedisProtocolException("an answer is of no known type");
            }
        }
    }

    private async ValueTask<RedisValue> ReadBulkAsync(RedisValueKind kind, long length, CancellationToken cancellationToken)
    {
        if (length < 0)
        {
            return RedisValue.Null;
        }

        Spend(length, items: 0);
        var bytes = await input.ReadBytesAsync(checked((int)length + 2), cancellationToken).ConfigureAwait(false);
        return bytes[^2] == '\r' && bytes[^1] == '\n'
            ? RedisValue.Of(kind, bytes.AsMemory(0, bytes.Length - 2))
            : throw new RedisProtocolException("a string is not as long as it says");
    }

    private async ValueTask<RedisValue> ReadItemsAsync(RedisValueKind kind, long count, int each, int depth, CancellationToken cancellationToken)
    {
        if (count < 0)
        {
            return RedisValue.Null;
        }

        if (depth == limits.MostDepth)
        {
            throw new RedisProtocolException("lists lie too deep in lists");
        }

        if (count > _items / each)
        {
            throw new RedisProtocolException("an answer has too many items");
        }

        var items = new List<RedisValue>(Math.Min((int)count * each, 1024));
        for (var index = 0; index < count * each; index++)
        {
            items.Add(await ReadValueAsync(depth + 1, cancellationToken).ConfigureAwait(false));
        }

        return RedisValue.Of(kind, items);
    }

    private void Spend(long bytes, int items)
    {
        _bytes -= bytes;
        _items -= items;
        if (_bytes < 0 || _items < 0)
        {
            throw new RedisProtocolException(_bytes < 0 ? "an answer is too large" : "an answer has too many items");
        }
    }

    private static long Number(ReadOnlySpan<byte> text)
    {
        var digits = text.Length > 1 && text[0] == '+' ? text[1..] : text;
        return Utf8Parser.TryParse(digits, out long number, out var used) && used == digits.Length
            ? number
            : throw new RedisProtocolException("a number is none");
    }

    private static long Length(ReadOnlySpan<byte> text, bool mayBeNull)
    {
        var length = Number(text);
        return length >= (mayBeNull ? -1 : 0) && length < int.MaxValue - 2 ? length : throw new RedisProtocolException("a length is none");
    }

    private static RedisValue Boolean(ReadOnlySpan<byte> text) => text is [(byte)'t' or (byte)'f']
        ? RedisValue.Of(RedisValueKind.Boolean, text[0] == 't' ? 1 : 0)
        : throw new RedisProtocolException("a truth value is none");

    private static RedisValue Double(ReadOnlyMemory<byte> bytes)
    {
        var text = Encoding.ASCII.GetString(bytes.Span);
        return text is "inf" or "-inf" or "nan" or "-nan" || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? RedisValue.Of(RedisValueKind.FloatingPoint, bytes)
            : throw new RedisProtocolException("a number is none");
    }

    private static RedisValue BigNumber(ReadOnlyMemory<byte> bytes)
    {
        var digits = bytes.Span is [(byte)'-' or (byte)'+', ..] ? bytes.Span[1..] : bytes.Span;
        return !digits.IsEmpty && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            ? RedisValue.Of(RedisValueKind.BigNumber, bytes)
            : throw new RedisProtocolException("a number is none");
    }
}

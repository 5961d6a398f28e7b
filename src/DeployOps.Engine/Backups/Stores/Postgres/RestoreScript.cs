using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>
/// Passes the statements of pg_restore on to psql, and keeps the end back: with it the COMMIT, which is only let go when everything was read and found
/// whole. Settings that the server does not know are left out, and it is remembered in which line which object begins.
/// </summary>
internal sealed partial class RestoreScript(IReadOnlySet<string> settings)
{
    private const int HeadBytes = 8 * 1024;
    private const int TailBytes = 4 * 1024;
    private const int BufferBytes = 1 << 17;
    private const int MostTitleBytes = 300;

    private readonly List<(long Line, string Title)> _objects = [];
    private readonly ArrayBufferWriter<byte> _lineStart = new(MostTitleBytes);
    private byte[] _tail = [];
    private long _line = 1;

    /// <summary>What is written before the statements of the dump.</summary>
    public Task BeginAsync(string prologue, Stream psql, CancellationToken cancellationToken) => PassAsync(Encoding.UTF8.GetBytes(prologue), psql, cancellationToken);

    /// <summary>Passes everything on but its end.</summary>
    public async Task CopyAsync(Stream statements, Stream psql, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferBytes + TailBytes];
        var filled = await statements.ReadAtLeastAsync(buffer, HeadBytes, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        filled = KnownSettings(buffer, filled);
        while (true)
        {
            if (filled > TailBytes)
            {
                await PassAsync(buffer.AsMemory(0, filled - TailBytes), psql, cancellationToken).ConfigureAwait(false);
                buffer.AsSpan(filled - TailBytes, TailBytes).CopyTo(buffer);
                filled = TailBytes;
            }

            var read = await statements.ReadAsync(buffer.AsMemory(filled), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                _tail = buffer[..filled];
                return;
            }

            filled += read;
        }
    }

    /// <summary>Whether the COMMIT is in what was kept back.</summary>
    public bool HoldsCommit => _tail.AsSpan().IndexOf("\nCOMMIT;\n"u8) >= 0 || _tail.AsSpan().IndexOf("\nCOMMIT;\r\n"u8) >= 0;

    /// <summary>Lets the end go.</summary>
    /// <param name="check">A statement that comes before the COMMIT, and whose failure rolls everything back; may be empty.</param>
    /// <param name="psql">Where it goes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task EndAsync(string check, Stream psql, CancellationToken cancellationToken)
    {
        var commit = _tail.AsSpan().LastIndexOf("\nCOMMIT;"u8) + 1;
        await PassAsync(_tail.AsMemory(0, commit), psql, cancellationToken).ConfigureAwait(false);
        await PassAsync(Encoding.UTF8.GetBytes(check), psql, cancellationToken).ConfigureAwait(false);
        await PassAsync(_tail.AsMemory(commit), psql, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What was being made at a line; empty when nothing was yet.</summary>
    public string ObjectAt(long line) => _objects.LastOrDefault(entry => entry.Line <= line).Title ?? "";

    private async Task PassAsync(ReadOnlyMemory<byte> bytes, Stream psql, CancellationToken cancellationToken)
    {
        Count(bytes.Span);
        await psql.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        await psql.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Count(ReadOnlySpan<byte> bytes)
    {
        while (bytes.IndexOf((byte)'\n') is var length and >= 0)
        {
            Keep(bytes[..length]);
            var title = Title().Match(Encoding.UTF8.GetString(_lineStart.WrittenSpan.StartsWith("--"u8) ? _lineStart.WrittenSpan : default));
            if (title.Success)
            {
                _objects.Add((_line, $"{title.Groups[2].Value} {title.Groups[1].Value}"));
            }

            _lineStart.ResetWrittenCount();
            _line++;
            bytes = bytes[(length + 1)..];
        }

        Keep(bytes);
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        var room = MostTitleBytes - _lineStart.WrittenCount;
        _lineStart.Write(bytes.Length > room ? bytes[..room] : bytes);
    }

    // A newer pg_restore sets what an older server does not know, such as transaction_timeout; each such line is a whole statement.
    private int KnownSettings(byte[] buffer, int filled)
    {
        var text = Encoding.Latin1.GetString(buffer, 0, Math.Min(filled, HeadBytes));
        var end = text.IndexOf("\n-- Name: ", StringComparison.Ordinal) is var first and >= 0 ? first : text.LastIndexOf('\n') + 1;
        var known = Setting().Replace(text[..end], match => settings.Contains(match.Groups[1].Value) ? match.Value : "");
        var bytes = Encoding.Latin1.GetBytes(known);
        buffer.AsSpan(end, filled - end).CopyTo(buffer.AsSpan(bytes.Length));
        bytes.CopyTo(buffer.AsSpan());
        return filled - (end - bytes.Length);
    }

    /// <summary>The line that psql names, and the code of the server's answer.</summary>
    public static (long Line, string SqlState)? ErrorIn(string said) => Error().Match(said) is { Success: true } match
        ? (long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), match.Groups[2].Value)
        : null;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<(long Line, string SqlState)> ErrorsIn(string said) =>
        [.. Error().Matches(said).Select(match => (long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), match.Groups[2].Value))];

    [GeneratedRegex(@"^-- (?:Data for )?Name: (.*?); Type: ([A-Z ]+)")]
    private static partial Regex Title();

    [GeneratedRegex(@"^SET (\w+) = [^;\n]*;\r?\n", RegexOptions.Multiline)]
    private static partial Regex Setting();

    [GeneratedRegex(@"^psql:<stdin>:(\d+): (?:ERROR|FATAL|PANIC):\s+([0-9A-Z]{5})\s*$", RegexOptions.Multiline)]
    private static partial Regex Error();
}

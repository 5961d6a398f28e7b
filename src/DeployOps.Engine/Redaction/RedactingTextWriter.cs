using System.Buffers;
using System.Text;

namespace DeployOps.Engine.Redaction;

/// <summary>
/// A text writer that masks what is written to it and passes it on. It holds text back until <see cref="Flush"/>, which passes on
/// everything but the beginning of a secret that the end of the text may be; disposing passes on all. A lone surrogate becomes U+FFFD.
/// </summary>
/// <remarks>Not for two threads at once.</remarks>
public sealed class RedactingTextWriter : TextWriter
{
    private readonly TextWriter _inner;
    private readonly bool _leaveOpen;
    private readonly RedactionWindow _window;
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly Encoder _encoder = System.Text.Encoding.UTF8.GetEncoder();
    private readonly Decoder _decoder = System.Text.Encoding.UTF8.GetDecoder();
    private readonly byte[] _bytes = new byte[4096];
    private bool _disposed;

    /// <summary>Wraps a writer.</summary>
    /// <param name="redactor">What is masked.</param>
    /// <param name="inner">The writer that receives the masked text; its line end and its culture are taken over.</param>
    /// <param name="leaveOpen">Whether disposing leaves the inner writer open.</param>
    public RedactingTextWriter(Redactor redactor, TextWriter inner, bool leaveOpen = false)
        : base((inner ?? throw new ArgumentNullException(nameof(inner))).FormatProvider)
    {
        ArgumentNullException.ThrowIfNull(redactor);
        _inner = inner;
        _leaveOpen = leaveOpen;
        _window = new RedactionWindow(redactor);
        CoreNewLine = inner.NewLine.ToCharArray();
    }

    /// <inheritdoc />
    public override Encoding Encoding => _inner.Encoding;

    /// <summary>Whether each line is passed on as soon as it ends, as far as <see cref="Flush"/> would.</summary>
    public bool FlushEachLine { get; init; }

    /// <inheritdoc />
    public override void Write(char value) => Write([value]);

    /// <inheritdoc />
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc />
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc />
    public override void Write(ReadOnlySpan<char> buffer)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var endsLine = buffer.Contains('\n');
        while (buffer.Length > 0)
        {
            _encoder.Convert(buffer, _bytes, flush: false, out var unitsUsed, out var bytesUsed, out _);
            _window.Take(_bytes.AsSpan(0, bytesUsed), _output);
            buffer = buffer[unitsUsed..];
            PassOn();
        }

        if (endsLine && FlushEachLine)
        {
            Flush();
        }
    }

    /// <inheritdoc />
    public override void WriteLine(string? value) => Write((value ?? string.Empty) + NewLine);

    /// <summary>Passes on all text that cannot be the beginning of a secret, and flushes the inner writer.</summary>
    public override void Flush()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _window.Drain(_output, RedactionWindow.Extent.Visible);
        PassOn();
        _inner.Flush();
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            var length = _encoder.GetBytes([], _bytes, flush: true);
            _window.Append(_bytes.AsSpan(0, length));
            _window.Drain(_output, RedactionWindow.Extent.Everything);
            PassOn();
            _inner.Flush();
            if (!_leaveOpen)
            {
                _inner.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    private void PassOn()
    {
        if (_output.WrittenCount == 0)
        {
            return;
        }

        // A piece may end inside a character; the decoder keeps its first bytes for the next one.
        var units = ArrayPool<char>.Shared.Rent(System.Text.Encoding.UTF8.GetMaxCharCount(_output.WrittenCount));
        var length = _decoder.GetChars(_output.WrittenSpan, units, flush: false);
        _inner.Write(units, 0, length);
        ArrayPool<char>.Shared.Return(units);
        _output.ResetWrittenCount();
    }
}

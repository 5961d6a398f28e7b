using System.Text;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Redaction;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>
/// What docker writes during an operation, masked as one text so that a secret of several lines does not slip through, then shown line by
/// line and kept in the operation's folder.
/// </summary>
internal sealed class OperationOutput : IDisposable
{
    private readonly Lock _gate = new();
    private readonly RedactingTextWriter _masked;
    private readonly LineWriter _lines;
    private StreamWriter? _file;

    public OperationOutput(Redactor redactor, Action<string>? show)
    {
        _lines = new LineWriter(line =>
        {
            show?.Invoke(line);
            Keep(line);
        });
        _masked = new RedactingTextWriter(redactor, _lines) { FlushEachLine = true };
    }

    /// <summary>Also keeps the lines in a file from now on.</summary>
    public void KeepIn(OperationFolder folder)
    {
        folder.Create();
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        _file = new StreamWriter(new FileStream(folder.Output, options), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
    }

    /// <summary>Takes a line of a child.</summary>
    public void Line(CapturedText line)
    {
        lock (_gate)
        {
            _masked.WriteLine(line.Reveal());
        }
    }

    /// <summary>Takes a line of our own, such as the command that is run.</summary>
    public void Say(string line) => Line(new CapturedText(line));

    public void Dispose()
    {
        lock (_gate)
        {
            _masked.Dispose();
            _lines.Dispose();
            _file?.Dispose();
        }
    }

    // A disk that is full must not stop a rollback: the lines are then only shown.
    private void Keep(string line)
    {
        try
        {
            _file?.WriteLine(line);
        }
        catch (IOException)
        {
            _file = null;
        }
    }

    private sealed class LineWriter(Action<string> sink) : TextWriter
    {
        private readonly StringBuilder _line = new();

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            if (value == '\n')
            {
                EndLine();
            }
            else if (value != '\r')
            {
                _line.Append(value);
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing && _line.Length > 0)
            {
                EndLine();
            }

            base.Dispose(disposing);
        }

        private void EndLine()
        {
            sink(_line.ToString());
            _line.Clear();
        }
    }
}

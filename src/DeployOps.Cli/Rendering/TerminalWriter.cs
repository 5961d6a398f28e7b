using System.Text;

namespace DeployOps.Cli.Rendering;

/// <summary>
/// Writes to a terminal until it is closed, and then nowhere: a text that nobody can see any longer must not stop what a command
/// puts back. A file or a pipe that cannot be written is an error as before.
/// </summary>
internal sealed class TerminalWriter(TextWriter terminal) : TextWriter
{
    private volatile bool _isClosed;

    public override Encoding Encoding => terminal.Encoding;

    /// <summary>Puts it before the outputs that are terminals.</summary>
    public static void Install()
    {
        if (!Console.IsOutputRedirected)
        {
            Console.SetOut(new TerminalWriter(Console.Out));
        }

        if (!Console.IsErrorRedirected)
        {
            Console.SetError(new TerminalWriter(Console.Error));
        }
    }

    public override void Write(char value) => Try(value, static (writer, one) => writer.Write(one));

    public override void Write(char[] buffer, int index, int count) => Try((buffer, index, count), static (writer, part) => writer.Write(part.buffer, part.index, part.count));

    public override void Write(string? value) => Try(value, static (writer, text) => writer.Write(text));

    public override void Flush() => Try(0, static (writer, _) => writer.Flush());

    private void Try<T>(T what, Action<TextWriter, T> write)
    {
        if (_isClosed)
        {
            return;
        }

        try
        {
            write(terminal, what);
        }
        catch (IOException)
        {
            _isClosed = true;
        }
    }
}

using Spectre.Console;

namespace DeployOps.Cli.Rendering;

/// <summary>Prints a report in the wanted format.</summary>
internal static class ReportOutput
{
    private static readonly Lazy<Stream> Output = new(Console.OpenStandardOutput);

    /// <summary>Prints it.</summary>
    /// <param name="format">For people, one document, or one line.</param>
    /// <param name="quiet">Whether nothing is printed.</param>
    /// <param name="json">Writes it as JSON, on one line when told so.</param>
    /// <param name="text">Writes it for people.</param>
    public static void Write(OutputFormat format, bool quiet, Action<Stream, bool> json, Action<IAnsiConsole> text)
    {
        if (quiet)
        {
            return;
        }

        if (format == OutputFormat.Text)
        {
            text(TerminalConsole.Create());
            return;
        }

        WriteLine(stream => json(stream, format == OutputFormat.Ndjson));
    }

    /// <summary>Prints one line of JSON at once.</summary>
    public static void WriteLine(Action<Stream> json)
    {
        json(Output.Value);
        Output.Value.WriteByte((byte)'\n');
        Output.Value.Flush();
    }
}

using DeployOps.Engine.Releases.Log;

namespace DeployOps.Cli.Rendering;

/// <summary>Prints records of the release log: as they stand there for people, as one JSON array, or one JSON object a line.</summary>
internal sealed class ReleaseLogOutput : IDisposable
{
    private readonly OutputFormat _format;
    private bool _any;

    private ReleaseLogOutput(OutputFormat format) => _format = format;

    public static ReleaseLogOutput Create(OutputFormat format) => new(format);

    public void Write(ReleaseLogEntry entry)
    {
        var separator = _any ? "," : "[";
        _any = true;
        switch (_format)
        {
            case OutputFormat.Text:
                Console.Out.WriteLine($"#{entry.Record.Sequence} (line {entry.Line})");
                Console.Out.WriteLine(entry.Text.TrimEnd('\n'));
                Console.Out.WriteLine();
                break;
            case OutputFormat.Json:
                Console.Out.WriteLine(separator);
                Console.Out.Write(entry.ToJson());
                break;
            default:
                Console.Out.WriteLine(entry.ToJson());
                break;
        }
    }

    public void Dispose()
    {
        if (_format == OutputFormat.Json)
        {
            Console.Out.WriteLine(_any ? "\n]" : "[]");
        }
    }
}

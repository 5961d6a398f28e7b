using DeployOps.Engine.Releases;
using DeployOps.Engine.Releases.Recovery;
using DeployOps.Engine.Releases.Reports;
using Spectre.Console;

namespace DeployOps.Cli.Rendering;

/// <summary>Prints a release in the wanted format, while it runs and when it has ended.</summary>
internal abstract class ReleaseOutput(bool verbose)
{
    public static ReleaseOutput Create(OutputFormat format, bool quiet, bool verbose) => (quiet, format) switch
    {
        (true, _) => new Silent(verbose),
        (_, OutputFormat.Json) => new Json(verbose),
        (_, OutputFormat.Ndjson) => new Ndjson(verbose),
        _ => new Text(TerminalConsole.Create(), verbose),
    };

    /// <summary>Runs the operation and shows that it runs.</summary>
    public virtual Task<ReleaseReport?> RunAsync(string title, Func<Task<ReleaseReport?>> operation) => operation();

    public virtual void Progress(ReleaseProgress progress)
    {
    }

    /// <summary>Shows the end; without a report there was nothing to do.</summary>
    public virtual void Report(ReleaseReport? report)
    {
    }

    /// <summary>A line that docker wrote. On standard error, so that the report stays a document.</summary>
    public void Line(string line)
    {
        if (verbose)
        {
            Console.Error.WriteLine(line);
        }
    }

    private sealed class Silent(bool verbose) : ReleaseOutput(verbose);

    private sealed class Json(bool verbose) : ReleaseOutput(verbose)
    {
        public override void Report(ReleaseReport? report) => ReportOutput.WriteLine(stream => ReportJson.Write(stream, report));
    }

    private sealed class Ndjson(bool verbose) : ReleaseOutput(verbose)
    {
        public override void Progress(ReleaseProgress progress) => ReportOutput.WriteLine(stream => ReportJson.Write(stream, progress));

        public override void Report(ReleaseReport? report) => ReportOutput.WriteLine(stream => ReportJson.Write(stream, report, oneLine: true));
    }

    private sealed class Text(IAnsiConsole console, bool verbose) : ReleaseOutput(verbose)
    {
        private readonly ReleaseProgressLines _lines = new(console);

        // A spinner rewrites its line, which makes no sense in a file and hides what docker writes between.
        private bool IsLive { get; } = console.Profile.Capabilities is { Ansi: true, Interactive: true } && !Console.IsOutputRedirected && !verbose;

        public override async Task<ReleaseReport?> RunAsync(string title, Func<Task<ReleaseReport?>> operation)
        {
            console.MarkupLineInterpolated($"[bold]DeployOps[/] {title}");
            return IsLive
                ? await console.Status().StartAsync("begins", async status =>
                {
                    _lines.Live = text => status.Status(Markup.Escape(text));
                    return await operation();
                })
                : await operation();
        }

        public override void Progress(ReleaseProgress progress) => _lines.Write(progress);

        public override void Report(ReleaseReport? report)
        {
            if (report is null)
            {
                console.WriteLine(RecoveryTexts.NothingOpen);
                return;
            }

            new ReleaseRenderer(console).Write(report);
        }
    }
}

using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Reports;
using DeployOps.Engine.DataStores;
using Spectre.Console;

namespace DeployOps.Cli.Rendering.Backups;

/// <summary>
/// Prints a backup operation in the wanted format. While it runs, a terminal shows a live line with bytes and rate of each store; a file
/// shows nothing until the report.
/// </summary>
internal abstract class BackupOutput
{
    private readonly ProgressPace _pace = new(TimeProvider.System);

    public static BackupOutput Create(OutputFormat format, bool quiet) => (quiet, format) switch
    {
        (true, _) => new Silent(),
        (_, OutputFormat.Json) => new Json(),
        (_, OutputFormat.Ndjson) => new Ndjson(),
        _ => new Text(TerminalConsole.Create()),
    };

    /// <summary>Runs the operation and shows that it runs.</summary>
    public virtual Task<T> RunAsync<T>(string title, Func<Task<T>> operation) => operation();

    /// <summary>Takes a sign of life.</summary>
    public void Progress(BackupProgress progress)
    {
        if (_pace.IsDue(progress))
        {
            Show(progress);
        }
    }

    /// <summary>Shows the end.</summary>
    public virtual void Report<T>(T report, ReportView<T> view)
    {
    }

    protected virtual void Show(BackupProgress progress)
    {
    }

    private sealed class Silent : BackupOutput;

    private sealed class Json : BackupOutput
    {
        public override void Report<T>(T report, ReportView<T> view) => ReportOutput.WriteLine(stream => view.Json(stream, report, false));
    }

    private sealed class Ndjson : BackupOutput
    {
        private readonly Lock _lock = new();

        public override void Report<T>(T report, ReportView<T> view) => ReportOutput.WriteLine(stream => view.Json(stream, report, true));

        // Stores speak side by side, and a line stays one.
        protected override void Show(BackupProgress progress)
        {
            lock (_lock)
            {
                ReportOutput.WriteLine(stream => BackupJson.Write(stream, progress));
            }
        }
    }

    private sealed class Text(IAnsiConsole console) : BackupOutput
    {
        private readonly SortedDictionary<DataStoreKind, string> _stores = [];
        private readonly Lock _lock = new();
        private Action<string>? _live;

        private bool IsLive { get; } = console.Profile.Capabilities is { Ansi: true, Interactive: true } && !Console.IsOutputRedirected;

        public override async Task<T> RunAsync<T>(string title, Func<Task<T>> operation)
        {
            console.MarkupLineInterpolated($"[bold]DeployOps[/] {title}");
            if (!IsLive)
            {
                return await operation();
            }

            return await console.Status().StartAsync("begins", async status =>
            {
                _live = text => status.Status(Markup.Escape(text));
                return await operation();
            });
        }

        public override void Report<T>(T report, ReportView<T> view) => view.Text(console, report);

        protected override void Show(BackupProgress progress)
        {
            lock (_lock)
            {
                if (progress.Store is not { } store)
                {
                    _stores.Clear();
                    _live?.Invoke(Amounts.Progress(progress));
                    return;
                }

                _stores[store] = $"{store}: {Amounts.Progress(progress)}";
                _live?.Invoke(string.Join(" | ", _stores.Values));
            }
        }
    }
}

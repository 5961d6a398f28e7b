using System.Collections;
using System.CommandLine;
using DeployOps.Cli.Rendering;
using DeployOps.Cli.Rendering.Backups;
using DeployOps.Engine.Project;

namespace DeployOps.Cli.Commands.Backups;

/// <summary>A command about backup sets: the options that all of them have, the progress on a terminal, and the exit code of the report.</summary>
internal sealed class BackupRun : IEnumerable<Option>
{
    private readonly Option<string> _project = SharedOptions.Project();
    private readonly Option<OutputFormat> _format = SharedOptions.Format();
    private readonly Option<bool> _quiet = SharedOptions.Quiet();
    private readonly Option<string?> _destination = BackupOptions.Destination();

    public BackupRun(string name, string description) => Command = new Command(name, description) { _project, _destination, _format, _quiet };

    /// <summary>What every such operation is given.</summary>
    internal sealed record Shared(DeployProject Project, string? Destination, BackupOutput Output);

    public Command Command { get; }

    public void Add(Option option) => Command.Add(option);

    /// <summary>Says what the command does.</summary>
    /// <param name="title">What is done, for the progress.</param>
    /// <param name="view">How the report is shown.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="exitCode">The exit code of the report.</param>
    /// <param name="ask">Asks whether to go on, before anything is shown.</param>
    public Command Does<T>(
        Func<ParseResult, string> title,
        ReportView<T> view,
        Func<ParseResult, Shared, CancellationToken, Task<T>> operation,
        Func<T, int> exitCode,
        Func<ParseResult, DeployProject, CancellationToken, Task>? ask = null)
    {
        Command.SetAction(async (parsed, cancellationToken) =>
        {
            var project = ProjectReader.Find(parsed.GetValue(_project)!);
            await (ask?.Invoke(parsed, project, cancellationToken) ?? Task.CompletedTask);
            using var notice = cancellationToken.Register(() => Console.Error.WriteLine("deployops: stopping; what was begun is cleaned up first. Press Ctrl+C once more to end at once."));
            var output = BackupOutput.Create(parsed.GetValue(_format), parsed.GetValue(_quiet));
            var shared = new Shared(project, BackupOptions.Folder(parsed.GetValue(_destination)), output);
            var report = await output.RunAsync(title(parsed), () => operation(parsed, shared, cancellationToken));
            output.Report(report, view);
            return exitCode(report);
        });
        return Command;
    }

    public IEnumerator<Option> GetEnumerator() => Command.Options.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

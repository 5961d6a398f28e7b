using System.Collections;
using System.CommandLine;
using DeployOps.Cli.Rendering;
using DeployOps.Engine;
using DeployOps.Engine.Releases;

namespace DeployOps.Cli.Commands;

/// <summary>A command that changes the stack: the options that all of them have, the notice when it is stopped, and the exit code of the report.</summary>
internal sealed class ReleaseRun : IEnumerable<Option>
{
    private readonly Option<string> _project = SharedOptions.Project();
    private readonly Option<OutputFormat> _format = SharedOptions.Format();
    private readonly Option<bool> _quiet = SharedOptions.Quiet();
    private readonly Option<bool> _verbose = SharedOptions.Verbose();
    private readonly Option<bool> _whatIf = SharedOptions.WhatIf();
    private readonly Option<int?> _healthTimeout = SharedOptions.HealthTimeout();
    private readonly Option<int?> _stability = SharedOptions.Stability();

    public ReleaseRun(string name, string description) => Command = new Command(name, description) { _project, _healthTimeout, _stability, _whatIf, _format, _quiet, _verbose };

    /// <summary>What every such operation is given.</summary>
    internal sealed record Shared(string Project, TimeSpan? HealthTimeout, TimeSpan? Stability, bool WhatIf, ReleaseOutput Output);

    public Command Command { get; }

    public void Add(Option option) => Command.Add(option);

    /// <summary>Says what the command does. An operation without a report had nothing to do.</summary>
    public Command Does(Func<ParseResult, string> title, Func<ParseResult, Shared, CancellationToken, Task<ReleaseReport?>> operation)
    {
        Command.SetAction(async (parsed, cancellationToken) =>
        {
            using var notice = StopNotice.On(cancellationToken);
            var output = ReleaseOutput.Create(parsed.GetValue(_format), parsed.GetValue(_quiet), parsed.GetValue(_verbose));
            var shared = new Shared(
                parsed.GetValue(_project)!,
                SharedOptions.Time(parsed.GetValue(_healthTimeout)),
                SharedOptions.Time(parsed.GetValue(_stability)),
                parsed.GetValue(_whatIf),
                output);
            var report = await output.RunAsync(title(parsed), () => operation(parsed, shared, cancellationToken));
            output.Report(report);
            return report?.ExitCode ?? ExitCodes.Passed;
        });
        return Command;
    }

    public IEnumerator<Option> GetEnumerator() => Command.Options.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

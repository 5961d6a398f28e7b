using System.Diagnostics;
using DeployOps.Engine.Checks;
using DeployOps.Engine.Checks.Env;
using DeployOps.Engine.Compose;
using DeployOps.Engine.Project;
using DeployOps.Engine.Redaction;

namespace DeployOps.Engine.Preflight;

/// <summary>The gate: chooses checks, runs them side by side, and says whether the release may go out. It changes nothing.</summary>
public sealed class PreflightGate(DeployProject project, PreflightOptions options)
{
    // Longer than a process tree is given to stop.
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(8);

    /// <summary>The checks there are: the built-in ones and the project's own rules; narrowed for a gate over one family, replaced in tests.</summary>
    public IReadOnlyList<ICheck> Checks { get; init; } = [.. CheckCatalog.All, .. EnvChecks.OwnRules(project)];

    /// <summary>The clock; replaced in tests.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The process environment; replaced in tests.</summary>
    public Func<string, string?> ProcessEnvironment { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Runs the gate.</summary>
    /// <exception cref="UnknownCheckException">An identifier names no check; nothing was run.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<GateReport> RunAsync(CancellationToken cancellationToken)
    {
        var selection = CheckSelection.Of(Checks, options, project.Checks);
        var started = Time.GetUtcNow();
        var clock = Stopwatch.GetTimestamp();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var context = new CheckContext(project, ended.Token) { Tag = options.Tag, Time = Time, ProcessEnvironment = ProcessEnvironment };

        // Built when the first text is to be shown, beside the checks: most of a gate's texts come late.
        var redactor = new Lazy<Redactor>(() => StackSecrets.Redactor(project, ProcessVariables.All()));
        var runOptions = new CheckRunOptions { Timeout = options.Timeout ?? project.Checks.Timeout, Redact = text => text.Length == 0 ? text : redactor.Value.Redact(text) };

        var families = new FamilyOrder(selection, options.OnFamily);
        foreach (var finding in selection.NotRun)
        {
            options.OnFinding?.Invoke(finding);
        }

        try
        {
            await foreach (var (check, finding) in CheckRunner.RunAsync(SlowFirst(selection.Run), context, runOptions, cancellationToken).ConfigureAwait(false))
            {
                if (finding is null)
                {
                    families.Done(check);
                    continue;
                }

                var weighed = Weigh(finding);
                families.Add(weighed);
                options.OnFinding?.Invoke(weighed);
            }
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await context.SettleAsync(LongestStop).ConfigureAwait(false);
        }

        var findings = families.All();
        return new GateReport
        {
            Verdict = Judge(selection, findings),
            Counts = GateCounts.Of(findings),
            Findings = findings,
            ProjectName = project.Name,
            Root = project.Root,
            Tag = options.Tag,
            Started = started,
            Duration = Stopwatch.GetElapsedTime(clock),
        };
    }

    // Those that ask the docker command take longest, so they are started first and the others run beside them.
    private static IReadOnlyCollection<ICheck> SlowFirst(IReadOnlyList<ICheck> checks) =>
        [.. checks.OrderBy(check => check.Descriptor.Family is CheckFamily.Compose or CheckFamily.Host ? 0 : 1)];

    // A gate that asked nothing, because everything is switched off or left out, says nothing about the release.
    private Verdict Judge(CheckSelection selection, IReadOnlyCollection<Finding> findings) =>
        selection.Run.Count == 0 ? Verdict.Incomplete : options.Policy.Judge(findings);

    private Finding Weigh(Finding finding) =>
        project.Checks.Severities.TryGetValue(finding.Id, out var severity) ? finding with { Severity = severity } : finding;
}

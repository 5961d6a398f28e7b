using DeployOps.Engine.Compose;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Diagnosis.Looks;
using DeployOps.Engine.Releases.Diagnosis.Ranking;

namespace DeployOps.Engine.Releases.Diagnosis;

/// <summary>
/// Finds out why a stack is not well, in the order of the runbook (row RB14): containers, first errors, databases, proxy versus backend,
/// authentication. It ends in ranked causes, each with the next command. It changes nothing.
/// </summary>
public sealed class DiagnoseRelease(DeployProject project)
{
    private static readonly IReadOnlyList<IDiagnosisLook> Looks =
        [new FailedCommandLook(), new ContainersLook(), new FirstErrorsLook(), new DatabasesLook(), new ProxyLook(), new AuthenticationLook()];

    /// <summary>The docker command; replaced in tests.</summary>
    public StackEngine Engine { get; init; } = StackEngine.OfThisMachine;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The process environment; replaced in tests.</summary>
    public Func<string, string?> ProcessEnvironment { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>The project.</summary>
    internal DeployProject Project => project;

    /// <summary>Asks the stack over HTTP; replaced in tests.</summary>
    internal IWebProbe Web { get; init; } = new WebProbe();

    /// <summary>Looks. What cannot be seen, or not within <see cref="DiagnosisOptions.Timeout"/>, is said in the steps; it is no failure.</summary>
    /// <exception cref="DeployOpsException">There is no docker, or the engine does not answer.</exception>
    public async Task<DiagnosisReport> RunAsync(DiagnosisOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var limit = new CancellationTokenSource(options.Timeout, Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var text = new ShownText(StackSecrets.Redactor(project, ProcessVariables.All()).Redact);
        var (context, note) = await DiagnosisGathering.RunAsync(this, options, text, both.Token, cancellationToken).ConfigureAwait(false);

        var steps = new List<DiagnosisStep>();
        var suspicions = new List<Suspicion>();
        foreach (var look in Looks.Where(look => look.Order > 0 || options.Failure is not null))
        {
            var notes = new LookNotes(text);
            if (look.Order == 1 && note.Length > 0)
            {
                notes.Miss(note);
            }

            await LookAsync(look, context, notes, both.Token, cancellationToken).ConfigureAwait(false);
            suspicions.AddRange(notes.Suspicions);
            steps.Add(new DiagnosisStep(look.Order, look.Title, notes.IsBad ? false : notes.IsUnknown ? null : true, notes.Observations));
        }

        return Report(context, steps, suspicions);
    }

    private static async Task LookAsync(IDiagnosisLook look, DiagnosisContext context, LookNotes notes, CancellationToken both, CancellationToken cancellationToken)
    {
        try
        {
            both.ThrowIfCancellationRequested();
            await look.LookAsync(context, notes, both).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            notes.Miss("not looked at wholly: the time for the diagnosis ran out");
        }
        catch (DeployOpsException failure)
        {
            notes.Miss($"not looked at wholly: {failure.Message}");
        }
    }

    private static DiagnosisReport Report(DiagnosisContext context, IReadOnlyList<DiagnosisStep> steps, IReadOnlyList<Suspicion> suspicions)
    {
        var commands = new NextCommands(context);
        var causes = RootCauses.Rank(suspicions, context.Map, context.FirstErrors)
            .Select(suspicion => new ProbableCause(
                suspicion.Service,
                suspicion.Cause,
                Math.Clamp(suspicion.Confidence, 1, 100),
                context.Text.Line(suspicion.Explanation, 2 * ShownText.LongestLine),
                context.Text.Line(suspicion.FirstError),
                context.Text.Line(commands.Of(suspicion), 4 * ShownText.LongestLine)))
            .ToList();
        return new DiagnosisReport
        {
            StackName = context.StackName,
            Time = context.Time,
            Steps = steps,
            Causes = causes,
            Summary = causes is [var first, ..] ? $"{first.Service}: {first.Cause}. {first.Explanation}"
                : steps.Any(step => step.IsGood is null) ? "Nothing is wrong as far as could be seen; not everything could be looked at."
                : "Nothing is wrong.",
        };
    }
}

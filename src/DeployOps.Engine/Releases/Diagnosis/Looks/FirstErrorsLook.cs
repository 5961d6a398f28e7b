using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Releases.Diagnosis.Logs;
using DeployOps.Engine.Releases.Diagnosis.Rules;

namespace DeployOps.Engine.Releases.Diagnosis.Looks;

/// <summary>The first error of every container that is not well: the later ones are mostly its consequences.</summary>
internal sealed class FirstErrorsLook : IDiagnosisLook
{
    /// <summary>An error of a run before the last one is no longer the newest truth.</summary>
    private const int LessForEarlier = 15;

    /// <summary>The error at the end of a run that began with another one.</summary>
    private const int LessForLast = 8;

    public int Order => 2;

    public string Title => "first errors";

    public async Task LookAsync(DiagnosisContext context, LookNotes notes, CancellationToken cancellationToken)
    {
        var bad = context.Containers.Where(container => container.Started is not null && ContainerFaults.IsBad(container, context)).ToList();
        if (bad.Count == 0)
        {
            notes.See("no container that was started is in a bad state");
        }

        // All are read side by side; what is there when the time runs out is kept.
        var readings = bad.Select(container => (Container: container, Errors: context.ErrorsAsync(container, cancellationToken))).ToList();
        foreach (var (container, reading) in readings)
        {
            try
            {
                Judge(context, notes, container, await reading.ConfigureAwait(false));
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                notes.Miss($"{container.Name}: its log was not read in time");
            }
            catch (DeployOpsException failure)
            {
                notes.Miss($"{container.Name}: its log cannot be read: {failure.Message}");
            }
        }
    }

    private static void Judge(DiagnosisContext context, LookNotes notes, StackContainer container, ContainerErrors errors)
    {
        if (errors.First is not { } first)
        {
            notes.See(errors.LastLine.Length > 0
                ? $"{container.Name}: no error in its last {errors.Lines} lines; the last line is: {errors.LastLine}"
                : $"{container.Name}: its log is empty");
            return;
        }

        notes.SeeBad($"{container.Name}: {first.Shown}");
        context.FirstErrors.TryAdd(container.Service, context.Text.Line(first.Shown));
        Suspect(context, notes, container, first, errors.FirstMatch, 0);
        if (errors.Earlier is { } earlier)
        {
            notes.See($"{container.Name}, an earlier run: {earlier.Shown}");
            Suspect(context, notes, container, earlier, errors.EarlierMatch, LessForEarlier);
        }

        if (errors.All.Count > 0 && errors.All[^1] is { Match: { } last, Block.IsSaid: true } end && last.Rule.Cause != errors.FirstMatch?.Rule.Cause)
        {
            Suspect(context, notes, container, end.Block, last, LessForLast);
        }
    }

    private static void Suspect(DiagnosisContext context, LookNotes notes, StackContainer container, ErrorBlock error, RuleMatch? match, int less)
    {
        if (match is not null && ErrorVerdict.Of(context, container, error, match) is var suspicion)
        {
            notes.Suspect(suspicion with { Confidence = suspicion.Confidence - less });
        }
    }
}

namespace DeployOps.Engine.Backups.Restoration;

/// <summary>What a restore ends with that touched no store: the plan, and every reason why not.</summary>
/// <param name="targets">The stores.</param>
/// <param name="options">How it was asked for.</param>
/// <param name="redact">Hides secrets.</param>
/// <param name="report">Makes the report of these results.</param>
internal sealed class UntouchedReports(
    IReadOnlyList<RestoreTarget> targets, RestoreBackupOptions options, Func<string, string> redact, Func<IReadOnlyList<StoreRestoreResult>, RestoreReport> report)
{
    /// <summary>What would be done.</summary>
    public RestoreReport Planned() => report([.. targets.Select(target => target.Result("Planned", (target.IsEmpty, options.Force) switch
    {
        (true, _) => "it is empty and would be restored",
        (_, true) => "it is not empty: a safety set would be taken of it, and it would be replaced",
        _ => "it is not empty: it would be refused without -Force (--force)",
    }))]) with { IsPlan = true };

    /// <summary>A store is not empty, and was not to be replaced.</summary>
    public RestoreReport Refused()
    {
        var full = string.Join(", ", targets.Where(target => !target.IsEmpty).Select(target => $"{target.Kind} ({target.Shown})"));
        return report([.. targets.Select(target => target.IsEmpty
            ? target.Result("NotTried", "it is empty, and was not touched because another one is not")
            : target.Result("Refused", "it is not empty, and was not touched"))]) with
        {
            Failure = $"Not empty: {full}. Nothing was changed.",
            NextAction = "Look at what would change (-WhatIf). With -Force (--force) a safety set is taken, and they are replaced; or restore the others alone: -Store (--store).",
            ExitCode = ExitCodes.Usage,
        };
    }

    /// <summary>A store cannot be restored into, which is known before any is touched.</summary>
    public RestoreReport Hindered()
    {
        var hindered = targets.Where(target => target.Obstacle is not null).ToList();
        var names = string.Join(", ", hindered.Select(target => target.Kind));
        return report([.. targets.Select(target => target.Obstacle is { } obstacle
            ? target.Result("Refused", obstacle)
            : target.Result("NotTried", $"it is left alone, because {names} cannot be restored into"))]) with
        {
            IsPlan = options.IsPlan,
            Failure = $"{string.Join(" ", hindered.Select(target => $"{target.Kind} cannot be restored into: {target.Obstacle}"))} No store was changed.",
            NextAction = string.Join(" ", hindered.Select(target => target.NextStep).Distinct(StringComparer.Ordinal).Append("Or restore the others alone: -Store (--store).")),
            ExitCode = ExitCodes.Environment,
        };
    }

    /// <summary>The set could not be read whole.</summary>
    public RestoreReport Damaged()
    {
        var isDamaged = targets.Any(target => target.Findings.Findings.Count > 0);
        return report([.. targets.Select(target => target.Findings.IsWell
            ? target.Result("NotTried", "its files are whole, and it was not touched because others are not")
            : target.Result("NotTried", redact(target.Findings.Report().Detail)))]) with
        {
            Failure = redact($"The set could not be read whole, so nothing was changed: {string.Join(" ", targets.SelectMany(target => target.Findings.Findings.Concat(target.Findings.Obstacles)))}"),
            NextAction = isDamaged ? "Take another set, or a copy of this one: Get-Backup lists them (deployops backup list)." : "Put right what stood in the way, and restore again.",
            ExitCode = isDamaged ? ExitCodes.GateFailed : ExitCodes.Environment,
        };
    }
}

namespace DeployOps.Engine.Releases.Log;

/// <summary>What a record must hold before it is written.</summary>
internal static class ReleaseRecordRules
{
    /// <exception cref="ReleaseRecordIncompleteException">It lacks something.</exception>
    public static void Demand(ReleaseRecord record)
    {
        var missing = new List<string>();
        void Need(string name, bool there)
        {
            if (!there)
            {
                missing.Add(name);
            }
        }

        Need(nameof(record.Tag), Filled(record.Tag));
        Need(nameof(record.Started), record.Started != default);
        Need(nameof(record.Finished), record.Finished is not null || record.Result == ReleaseResult.Started);
        Need(nameof(record.Logs), record.Logs.Any(Filled) || record.Kind == ReleaseKind.Gate);
        if (record.IsFailure())
        {
            DemandFailure(record.Failure ?? new FailureRecord(), Need);
        }

        if (missing.Count > 0)
        {
            throw new ReleaseRecordIncompleteException(missing);
        }
    }

    private static void DemandFailure(FailureRecord failure, Action<string, bool> need)
    {
        need("Failure.What", Filled(failure.What));
        need("Failure.When", failure.When is not null);
        need("Failure.Step", Filled(failure.Step));
        need("Failure.FirstError", Filled(failure.FirstError));
        need("Failure.LogLocation", Filled(failure.LogLocation));
        need("Failure.ActionTaken", Filled(failure.ActionTaken));
        need("Failure.NextAction", Filled(failure.NextAction));
        need("Failure.Owner", Filled(failure.Owner));
    }

    private static bool Filled(string? text) => !string.IsNullOrWhiteSpace(text);
}

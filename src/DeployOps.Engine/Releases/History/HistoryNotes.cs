using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;

namespace DeployOps.Engine.Releases.History;

/// <summary>What an admin has to know about a journal besides its operations.</summary>
internal static class HistoryNotes
{
    /// <summary>The notes about the journal itself.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="holder">Who holds the lock now.</param>
    public static IEnumerable<string> OfJournal(JournalContent journal, LockHolder? holder)
    {
        foreach (var operation in journal.Operations.Where(operation => !operation.IsFinished))
        {
            yield return OfUnfinished(operation, holder);
        }

        if (LiveRelease.Disturbance(journal) is { IsFinished: true } disturbance)
        {
            yield return $"{Name(disturbance)} ended as {disturbance.Result} after it had begun to replace containers, and what was live before was not put back"
                + $"{(LiveRelease.Of(journal) is { } last ? $": {last.Tag} was the last that was live" : "")}. Release or roll back to make it sure again.";
        }

        foreach (var damage in journal.Damages)
        {
            yield return $"The journal is damaged: {damage}";
        }

        foreach (var note in journal.Notes)
        {
            yield return note;
        }
    }

    /// <summary>The note that what runs is not what is live by the journal, when it is not.</summary>
    public static IEnumerable<string> OfDrift(ReleaseOperation live, IReadOnlyList<ServiceRelease> services)
    {
        var strange = services.Where(service => service.WantedImageId is null && service.RunningImageId is not null && live.Images.All(image => image.Service != service.Service)).ToList();
        var wrong = services.Except(strange).Where(service => !service.IsAsWanted && live.Images.Any(image => image.Service == service.Service && image.Id is not null)).ToList();
        if (wrong.Count > 0)
        {
            yield return $"What runs is not what {live.Tag} wanted: {string.Join(", ", wrong.Select(Describe))}. Somebody or something changed it since; release or roll back to put it right.";
        }

        if (strange.Count > 0)
        {
            yield return $"Running and no part of {live.Tag}: {string.Join(", ", strange.Select(service => service.Service))}.";
        }
    }

    private static string OfUnfinished(ReleaseOperation operation, LockHolder? holder)
    {
        if (holder is not null && holder.Machine == operation.Machine && holder.ProcessId == operation.ProcessId)
        {
            return $"{Name(operation)} is running: '{holder.Operation}' by {holder}.";
        }

        var action = holder is null
            ? "The next deploy or rollback closes it, or run Repair-Deployment (deployops recover)."
            : $"'{holder.Operation}' is in progress, run by {holder}.";
        return FormattableString.Invariant($"{Name(operation)} has no end: process {operation.ProcessId} on {operation.Machine} was stopped while it ran. {action}");
    }

    private static string Describe(ServiceRelease service) =>
        service.RunningImageId is null ? $"{service.Service} ({service.State})" : $"{service.Service} (another image, {service.State})";

    private static string Name(ReleaseOperation operation)
    {
        var kind = operation.Kind switch
        {
            ReleaseKind.Rollback => "rollback to",
            ReleaseKind.Rehearsal => "rehearsal of",
            _ => "release of",
        };
        return FormattableString.Invariant($"Operation {operation.Number} ({kind} {operation.Tag})");
    }
}
